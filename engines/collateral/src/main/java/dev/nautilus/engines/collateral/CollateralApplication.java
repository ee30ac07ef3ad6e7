package dev.nautilus.engines.collateral;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the collateral engine, on port 9000 unless told otherwise.
@SpringBootApplication
public class CollateralApplication {
  public static void main(String[] args) {
    EngineApplication.run(CollateralApplication.class, "collateral", args);
  }
}
