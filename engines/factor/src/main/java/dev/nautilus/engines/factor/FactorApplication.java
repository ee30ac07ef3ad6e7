package dev.nautilus.engines.factor;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the factor engine, on port 8300 unless told otherwise.
@SpringBootApplication
public class FactorApplication {
  public static void main(String[] args) {
    EngineApplication.run(FactorApplication.class, "factor", args);
  }
}
