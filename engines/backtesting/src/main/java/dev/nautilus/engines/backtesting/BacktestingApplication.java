package dev.nautilus.engines.backtesting;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the backtesting engine, on port 8110 unless told otherwise.
@SpringBootApplication
public class BacktestingApplication {
  public static void main(String[] args) {
    EngineApplication.run(BacktestingApplication.class, "backtesting", args);
  }
}
