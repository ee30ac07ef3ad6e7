package dev.nautilus.engines.ml;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the ML engine, on port 8400 unless told otherwise.
@SpringBootApplication
public class MlApplication {
  public static void main(String[] args) {
    EngineApplication.run(MlApplication.class, "ml", args);
  }
}
