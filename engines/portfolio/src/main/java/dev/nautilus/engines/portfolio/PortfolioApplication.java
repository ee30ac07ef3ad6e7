package dev.nautilus.engines.portfolio;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the portfolio engine, on port 8900 unless told otherwise.
@SpringBootApplication
public class PortfolioApplication {
  public static void main(String[] args) {
    EngineApplication.run(PortfolioApplication.class, "portfolio", args);
  }
}
