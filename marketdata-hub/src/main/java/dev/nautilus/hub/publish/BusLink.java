package dev.nautilus.hub.publish;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The hub's client of the buses, or the fact that it runs without (`MESSAGEBUS_ENABLED=false`).
public final class BusLink {
  private final @Nullable DualBusClient client;

  BusLink(@Nullable DualBusClient client) {
    this.client = client;
  }

  Optional<DualBusClient> client() {
    return Optional.ofNullable(client);
  }

  /// False when the hub serves REST only.
  public boolean isEnabled() {
    return client != null;
  }

  /// How a bus is.
  public BusHealth health(Bus bus) {
    return client == null
        ? new BusHealth(
            BusHealth.Status.DEGRADED,
            "Switched off (MESSAGEBUS_ENABLED=false): the hub answers REST only.")
        : client.health(bus);
  }
}
