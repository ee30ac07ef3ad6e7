package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.SubscriptionOptions.Scope;

/// Who a client is on one server.
///
/// @param setup what it was built from
/// @param server which one
/// @param incarnation random, new with every start
record Identity(BusTransport.Setup setup, Server server, long incarnation) {

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
    String own = scope == Scope.PER_ENGINE ? engine : engine + "." + setup.instance();
    return isOfMain() ? own + "-group" : own;
  }

  String threadName(String role) {
    return "bus-" + server.prefix() + "-" + role + "-" + setup.engine() + "-" + setup.instance();
  }

  /// Whether this is main Redis, where engines are that have not migrated.
  boolean isOfMain() {
    return server == Server.MAIN;
  }

  /// How payloads are encoded there.
  Encoding encoding() {
    return isOfMain() ? Encoding.MAIN : Encoding.BUS;
  }

  /// Which streams there are for what.
  Routes routes() {
    return isOfMain()
        ? new MainRoutes(setup.engine(), setup.sources())
        : new BusRoutes(setup.options().partitions());
  }

  BusAddress address() {
    return switch (server) {
      case MARKET_DATA -> setup.marketData();
      case ENGINE_LOGIC -> setup.engineLogic();
      case MAIN -> setup.main();
    };
  }

  /// Shown by CLIENT LIST.
  String clientName() {
    return "nautilus-" + setup.engine() + "-" + setup.instance();
  }
}
