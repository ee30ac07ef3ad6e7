package dev.nautilus.engines.features.method;

import java.time.Instant;

/// Trading of one interval.
///
/// Prices may be negative and open or close may lie a tick outside [low, high]: vendors round.
///
/// @param volume units traded, 0 or more
/// @param startedAt begin of the interval
public record Candle(
    double open, double high, double low, double close, double volume, Instant startedAt) {

  public Candle {
    requireFinite(open, "open");
    requireFinite(high, "high");
    requireFinite(low, "low");
    requireFinite(close, "close");
    requireFinite(volume, "volume");
    if (high < low) {
      throw new IllegalArgumentException("high must be at least low, was " + high + " < " + low);
    }
    if (volume < 0) {
      throw new IllegalArgumentException("volume must be 0 or more, was " + volume);
    }
  }

  /// (high + low + close) / 3
  double typical() {
    return (high + low + close) / 3;
  }

  /// (high + low) / 2
  double middle() {
    return (high + low) / 2;
  }

  private static void requireFinite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be a finite number, was " + value);
    }
  }
}
