package dev.nautilus.hub.lookout;

import dev.nautilus.bus.BusAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/// What there is to see of the Redis of a bus. One thread, but for the meters.
sealed interface RedisSight extends AutoCloseable permits ServerSight, ClusterSight {
  /// How the Redis at an address is looked at.
  ///
  /// @param bus as the meters name it
  static RedisSight of(String bus, BusAddress address) {
    return address.isCluster()
        ? new ClusterSight(bus, address)
        : new ServerSight(bus, () -> Optional.of(address));
  }

  /// Shows what is seen, from now on.
  void bindTo(MeterRegistry registry);

  /// Asks; waits for the answer.
  void look();

  @Override
  void close();
}
