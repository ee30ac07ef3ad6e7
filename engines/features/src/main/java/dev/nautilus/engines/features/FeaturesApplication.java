package dev.nautilus.engines.features;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the features engine, on port 8500 unless told otherwise.
@SpringBootApplication
public class FeaturesApplication {
  public static void main(String[] args) {
    EngineApplication.run(FeaturesApplication.class, "features", args);
  }
}
