package dev.nautilus.engines.vpin;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the VPIN engine, on port 10000 unless told otherwise.
@SpringBootApplication
public class VpinApplication {
  public static void main(String[] args) {
    EngineApplication.run(VpinApplication.class, "vpin", args);
  }
}
