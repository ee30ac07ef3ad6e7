package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusStatistics;
import dev.nautilus.bus.DualBusClient;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// One bus on the health page. Degraded counts as up there: restarting the service would not help.
final class BusHealthIndicator implements HealthIndicator {
  private final DualBusClient client;
  private final Bus bus;

  BusHealthIndicator(DualBusClient client, Bus bus) {
    this.client = client;
    this.bus = bus;
  }

  @Override
  public Health health() {
    BusHealth health = client.health(bus);
    BusStatistics statistics = client.statistics(bus);
    return Health.status(health.status() == BusHealth.Status.DOWN ? Status.DOWN : Status.UP)
        .withDetail("bus", health.status().name())
        .withDetail("detail", health.detail())
        .withDetail("published", statistics.published())
        .withDetail("delivered", statistics.delivered())
        .withDetail("gaps", statistics.gaps())
        .withDetail("reconnects", statistics.reconnects())
        .build();
  }
}
