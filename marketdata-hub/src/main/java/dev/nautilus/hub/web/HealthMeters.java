package dev.nautilus.hub.web;

import dev.nautilus.bus.BusHealth.Status;
import dev.nautilus.hub.HubMeter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// What `/health` says, as a number for alerts.
@Component
class HealthMeters implements MeterBinder {
  private final HubHealth health;

  HealthMeters(HubHealth health) {
    this.health = health;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(HubMeter.HEALTH.getName(), health, one -> number(one.now().status()))
        .register(registry);
  }

  private static double number(Status status) {
    return switch (status) {
      case DOWN -> 0;
      case DEGRADED -> 1;
      case UP -> 2;
    };
  }
}
