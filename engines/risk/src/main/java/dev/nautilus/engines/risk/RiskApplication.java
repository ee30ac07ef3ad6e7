package dev.nautilus.engines.risk;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the risk engine, on port 8200 unless told otherwise.
@SpringBootApplication
public class RiskApplication {
  public static void main(String[] args) {
    EngineApplication.run(RiskApplication.class, "risk", args);
  }
}
