package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the enhanced VPIN engine, on port 10001 unless told otherwise.
@SpringBootApplication
public class EnhancedVpinApplication {
  public static void main(String[] args) {
    EngineApplication.run(EnhancedVpinApplication.class, "enhanced-vpin", args);
  }
}
