package dev.nautilus.engines.analytics;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the analytics engine, on port 8100 unless told otherwise.
@SpringBootApplication
public class AnalyticsApplication {
  public static void main(String[] args) {
    EngineApplication.run(AnalyticsApplication.class, "analytics", args);
  }
}
