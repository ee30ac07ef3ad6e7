package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusTransport;
import java.util.EnumMap;
import java.util.Map;

/// The counts of a client by server. A movable client connects to a server more than once, and its
/// counts only grow all the same. Safe for use by many threads.
final class CounterBook {
  private final BusTransport.Setup setup;
  private final Map<Server, BusCounters> counters = new EnumMap<>(Server.class);

  CounterBook(BusTransport.Setup setup) {
    this.setup = setup;
  }

  synchronized BusCounters of(Server server) {
    return counters.computeIfAbsent(
        server, key -> new BusCounters(setup.meters(), key, setup.engine()));
  }
}
