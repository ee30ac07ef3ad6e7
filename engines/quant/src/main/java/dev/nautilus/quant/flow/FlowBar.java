package dev.nautilus.quant.flow;

import java.time.Instant;

/// What traded in one interval of time, as bulk classification needs it.
///
/// @param start first instant of the interval (inclusive)
/// @param change last price minus first price, in price units
/// @param volume 0 or more
/// @param conflated volume that came in conflated trades, 0 to `volume`
/// @param price last price
public record FlowBar(Instant start, double change, double volume, double conflated, double price) {
  public FlowBar {
    if (!(volume >= 0) || !(conflated >= 0) || conflated > volume * (1 + 1e-9)) {
      throw new IllegalArgumentException(
          "volume must be 0 or more and conflated at most that, were " + volume + ", " + conflated);
    }
    if (!Double.isFinite(change) || !Double.isFinite(volume) || !Double.isFinite(price)) {
      throw new IllegalArgumentException(
          "change, volume and price must be finite, were %s, %s, %s"
              .formatted(change, volume, price));
    }
  }

  /// A bar that a feed cut.
  public static FlowBar of(Instant start, double open, double close, double volume) {
    return new FlowBar(start, close - open, volume, 0, close);
  }
}
