package dev.nautilus.hub.web;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusHealth.Status;
import dev.nautilus.hub.bridge.Bridge;
import dev.nautilus.hub.history.HistoryWriter;
import dev.nautilus.hub.lead.Lease;
import dev.nautilus.hub.publish.BusLink;
import dev.nautilus.hub.publish.MarketDataStorage;
import dev.nautilus.hub.publish.TermKeeper;
import dev.nautilus.hub.vendor.VendorConnection;
import dev.nautilus.hub.vendor.VendorStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The health of the hub and of its parts, each with a reason.
///
/// The hub is DOWN only when it cannot obtain data at all: no source is usable. While one is, it
/// answers, and anything else that is not well makes it DEGRADED. A source without a key is not
/// configured, which is visible and not a fault.
@Component
class HubHealth {
  private final BusLink link;
  private final TermKeeper term;
  private final Bridge bridge;
  private final Lease lease;
  private final List<VendorConnection> connections;
  private final MarketDataStorage storage;
  private final @Nullable HistoryWriter history;

  HubHealth(
      BusLink link,
      MarketDataStorage storage,
      TermKeeper term,
      Bridge bridge,
      ObjectProvider<VendorConnection> connections,
      ObjectProvider<HistoryWriter> history,
      Lease lease) {
    this.lease = lease;
    this.link = link;
    this.storage = storage;
    this.term = term;
    this.bridge = bridge;
    this.history = history.getIfAvailable();
    this.connections = connections.orderedStream().toList();
  }

  /// @param status the worst that matters
  /// @param parts by name, each with its reason
  record Health(Status status, Role role, Map<String, Part> parts) {}

  /// What a hub is among several.
  enum Role {
    /// There is no other.
    ALONE,
    /// It calls vendors, and the others do not.
    LEADER,
    /// It serves what the leader publishes.
    STANDBY
  }

  /// @param status UP, DEGRADED, DOWN or NOT_CONFIGURED
  record Part(String status, String detail) {}

  Health now() {
    Map<String, Part> parts = new LinkedHashMap<>();
    boolean allWell = true;
    for (Map.Entry<String, BusHealth> each : internal().entrySet()) {
      BusHealth health = each.getValue();
      parts.put(each.getKey(), new Part(health.status().name(), health.detail()));
      allWell &= health.status() == Status.UP;
    }
    HistoryWriter writer = history;
    if (writer != null) {
      String trouble = writer.trouble();
      parts.put(
          "history",
          trouble.isEmpty() ? new Part("UP", "Being written.") : new Part("DOWN", trouble));
      allWell &= trouble.isEmpty();
    }
    String heldBack = storage.trouble();
    if (!heldBack.isEmpty()) {
      parts.put("terms", new Part("DEGRADED", heldBack));
      allWell = false;
    }
    boolean anyUsable = false;
    for (VendorConnection connection : connections) {
      VendorStatus status = connection.status();
      parts.put(
          "source." + connection.source().name(), new Part(word(status.state()), status.detail()));
      anyUsable |=
          status.state() == VendorStatus.State.UP || status.state() == VendorStatus.State.LIMITED;
      allWell &=
          status.state() == VendorStatus.State.UP
              || status.state() == VendorStatus.State.NOT_CONFIGURED;
    }
    Status overall = anyUsable ? allWell ? Status.UP : Status.DEGRADED : Status.DOWN;
    return new Health(overall, role(), parts);
  }

  /// What the hub needs of its own, as far as whoever stands by needs it.
  private Map<String, BusHealth> internal() {
    Map<String, BusHealth> internal = new LinkedHashMap<>();
    internal.put("marketDataBus", link.health(Bus.MARKET_DATA));
    internal.put("engineLogicBus", link.health(Bus.ENGINE_LOGIC));
    if (lease.isHeld()) {
      internal.put("term", term.health());
      internal.put("bridge", bridge.health());
    }
    if (lease.isShared()) {
      internal.put("leader", leader());
    }
    return internal;
  }

  private Role role() {
    if (!lease.isShared()) {
      return Role.ALONE;
    }
    return lease.isHeld() ? Role.LEADER : Role.STANDBY;
  }

  /// Not well while nobody is known to lead.
  private BusHealth leader() {
    if (lease.isHeld()) {
      return new BusHealth(Status.UP, "This hub leads: " + lease.leader() + ".");
    }
    return lease.leader().isEmpty()
        ? new BusHealth(Status.DEGRADED, "This hub stands by, and no other is known to lead.")
        : new BusHealth(Status.UP, "This hub stands by; " + lease.leader() + " leads.");
  }

  private static String word(VendorStatus.State state) {
    return switch (state) {
      case UP -> "UP";
      case LIMITED -> "DEGRADED";
      case FAILING -> "DOWN";
      case NOT_CONFIGURED -> "NOT_CONFIGURED";
    };
  }
}
