package dev.nautilus.engines.marketdata;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the marketdata engine, on port 8810 unless told otherwise.
@SpringBootApplication
public class MarketdataApplication {
  public static void main(String[] args) {
    EngineApplication.run(MarketdataApplication.class, "marketdata", args);
  }
}
