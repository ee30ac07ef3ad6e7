package dev.nautilus.quant.flow;

import java.time.Instant;

/// What traded in one interval of time. Prices may be negative.
///
/// @param start first instant of the interval (inclusive)
/// @param open first price
/// @param high not below the others
/// @param low not above the others
/// @param close last price
/// @param volume 0 or more
/// @param conflated volume that came in conflated trades, 0 to `volume`
public record FlowBar(
    Instant start,
    double open,
    double high,
    double low,
    double close,
    double volume,
    double conflated) {
  private static final double ROUNDING = 1 + 1e-9;

  public FlowBar {
    if (!(volume >= 0) || !(conflated >= 0) || conflated > volume * ROUNDING) {
      throw new IllegalArgumentException(
          "volume must be 0 or more and conflated at most that, were " + volume + ", " + conflated);
    }
    if (!Double.isFinite(open + high + low + close + volume)) {
      throw new IllegalArgumentException(
          "prices and volume must be finite, were %s %s %s %s %s"
              .formatted(open, high, low, close, volume));
    }
  }

  /// Last price minus first price, in price units.
  public double change() {
    return close - open;
  }
}
