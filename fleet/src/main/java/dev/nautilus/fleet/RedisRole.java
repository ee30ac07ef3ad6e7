package dev.nautilus.fleet;

import dev.nautilus.bus.Bus;

/// The three Redises and the file that says how each is set up.
enum RedisRole {
  MAIN("redis-main", "main.conf", 6379),
  MARKET_DATA("redis-marketdata", "marketdata-bus.conf", 6380),
  ENGINE_LOGIC("redis-engine-logic", "engine-logic-bus.conf", 6381);

  private final String label;
  private final String settings;
  private final int wellKnownPort;

  RedisRole(String label, String settings, int wellKnownPort) {
    this.label = label;
    this.settings = settings;
    this.wellKnownPort = wellKnownPort;
  }

  /// The one that carries a bus.
  static RedisRole of(Bus bus) {
    return bus == Bus.MARKET_DATA ? MARKET_DATA : ENGINE_LOGIC;
  }

  /// Its name in compose, logs and messages.
  String label() {
    return label;
  }

  /// Name of its file in `redis/`.
  String settings() {
    return settings;
  }

  int wellKnownPort() {
    return wellKnownPort;
  }
}
