package dev.nautilus.engines.strategy;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the strategy engine, on port 8700 unless told otherwise.
@SpringBootApplication
public class StrategyApplication {
  public static void main(String[] args) {
    EngineApplication.run(StrategyApplication.class, "strategy", args);
  }
}
