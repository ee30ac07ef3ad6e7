package dev.nautilus.hub.desk;

import dev.nautilus.message.MarketDatum;

/// Where the desk hands each new value, exactly once per version and in the order of versions.
@FunctionalInterface
public interface Outlet {
  /// Takes a value. Called under the desk's lock for the instrument: must not block.
  void accept(MarketDatum datum);
}
