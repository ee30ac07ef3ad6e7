package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import java.util.Locale;

/// Which way something is carried.
enum Direction {
  /// From a bus to main Redis.
  TO_MAIN,
  /// From main Redis to the MarketData bus.
  TO_MARKET_DATA,
  /// From main Redis to the Engine Logic bus.
  TO_ENGINE_LOGIC;

  static Direction to(Bus bus) {
    return bus == Bus.MARKET_DATA ? TO_MARKET_DATA : TO_ENGINE_LOGIC;
  }

  /// As meters say it.
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
