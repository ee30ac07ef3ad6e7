package dev.nautilus.engine;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// The engine's part of `/health`: up only while it reacts. One that warms up is out of service, so
/// that whoever waits for it keeps waiting.
final class EngineHealthIndicator implements HealthIndicator {
  private final Progress progress;

  EngineHealthIndicator(Progress progress) {
    this.progress = progress;
  }

  @Override
  public Health health() {
    Progress.Stage stage = progress.stage();
    Status status =
        switch (stage.state()) {
          case READY -> Status.UP;
          case FAILED -> Status.DOWN;
          case STARTING, WARMING_UP, STOPPING -> Status.OUT_OF_SERVICE;
        };
    return Health.status(status)
        .withDetail("state", stage.state())
        .withDetail("reason", stage.reason())
        .withDetail("since", stage.since())
        .build();
  }
}
