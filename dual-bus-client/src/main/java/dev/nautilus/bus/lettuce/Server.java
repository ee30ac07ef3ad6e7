package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;

/// A Redis that a client talks to.
enum Server {
  /// The MarketData bus.
  MARKET_DATA("md", "marketdata-bus"),
  /// The Engine Logic bus.
  ENGINE_LOGIC("el", "engine-logic-bus"),
  /// Where engines are that have not migrated.
  MAIN("main", "main-redis");

  private final String prefix;
  private final String component;

  Server(String prefix, String component) {
    this.prefix = prefix;
    this.component = component;
  }

  static Server of(Bus bus) {
    return bus == Bus.MARKET_DATA ? MARKET_DATA : ENGINE_LOGIC;
  }

  /// First part of every key and channel of the client there, but for streams of main.
  String prefix() {
    return prefix;
  }

  /// What alerts about it call it.
  String component() {
    return component;
  }
}
