package dev.nautilus.hub.desk;

import dev.nautilus.message.MarketDatum;

/// Hears what another hub published, while that one leads. Any thread; must not block.
@FunctionalInterface
public interface Echo {
  /// Takes a datum that is already on the bus.
  void heard(MarketDatum datum);
}
