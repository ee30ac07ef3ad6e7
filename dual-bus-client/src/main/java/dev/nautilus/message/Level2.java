package dev.nautilus.message;

import java.util.List;
import java.util.OptionalLong;

/// A whole order book of one source, absolute, best price first on both sides.
///
/// @param bids falling prices, at most 1,000 levels
/// @param asks rising prices, at most 1,000 levels
public record Level2(
    InstrumentId instrument, List<Level> bids, List<Level> asks, Provenance provenance)
    implements MarketDatum {

  /// One price level.
  ///
  /// @param price may be negative
  /// @param size at this price, 0 or more
  /// @param orders how many orders make it up, when known
  public record Level(double price, double size, OptionalLong orders) {
    public Level {
      Guard.finite(price, "price");
      Guard.notNegative(size, "size");
    }
  }

  public Level2 {
    bids = List.copyOf(bids);
    asks = List.copyOf(asks);
    if (bids.size() > 1000 || asks.size() > 1000) {
      throw new IllegalArgumentException(
          "a side must have at most 1000 levels, had " + Math.max(bids.size(), asks.size()));
    }
  }

  @Override
  public Level2 withProvenance(Provenance other) {
    return new Level2(instrument, bids, asks, other);
  }
}
