package dev.nautilus.simulator.market;

import java.time.Instant;

/// Open, high, low, close and volume of an interval that begins at `start`; the last bar of a
/// history may still be growing.
///
/// @param start first instant of the interval, UTC
/// @param volume units traded within the interval
public record Bar(Instant start, double open, double high, double low, double close, long volume) {

  /// This bar followed by a later one, as one bar that keeps this bar's start.
  public Bar then(Bar later) {
    return new Bar(
        start,
        open,
        Math.max(high, later.high),
        Math.min(low, later.low),
        later.close,
        volume + later.volume);
  }
}
