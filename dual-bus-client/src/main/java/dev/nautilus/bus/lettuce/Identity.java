package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.SubscriptionOptions.Scope;

/// Who a client is on one bus.
///
/// @param setup what it was built from
/// @param bus which bus
/// @param incarnation random, new with every start
record Identity(BusTransport.Setup setup, Bus bus, long incarnation) {

  /// Name in the consumer group: the incarnation keeps a restarted process apart from its
  /// predecessor, whose unacknowledged entries it takes over.
  String consumer() {
    return consumerPrefix(setup.instance()) + Long.toHexString(incarnation);
  }

  static String consumerPrefix(String instance) {
    return instance + "#";
  }

  /// The group it reads as: the engine, or the instance alone.
  String group(Scope scope) {
    String engine = setup.engine().name();
    return scope == Scope.PER_ENGINE ? engine : engine + "." + setup.instance();
  }

  String threadName(String role) {
    return "bus-" + bus.prefix() + "-" + role + "-" + setup.engine() + "-" + setup.instance();
  }

  /// Shown by CLIENT LIST.
  String clientName() {
    return "nautilus-" + setup.engine() + "-" + setup.instance();
  }
}
