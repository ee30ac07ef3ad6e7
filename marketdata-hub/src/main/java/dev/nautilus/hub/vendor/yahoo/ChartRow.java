package dev.nautilus.hub.vendor.yahoo;

import java.time.Instant;
import java.util.Optional;

/// One row of a chart with its bar's bounds.
///
/// @param stamp Yahoo's timestamp of the row
/// @param start first instant of the bar (for a date: midnight UTC of the exchange's date)
/// @param end first instant after it
record ChartRow(
    Instant stamp,
    Instant start,
    Instant end,
    double open,
    double high,
    double low,
    double close,
    double volume) {
  /// Prices further apart than their float noise disagree.
  private static final double TOLERANCE = 1e-6;

  /// The row with high and low around open and close; empty when they contradict each other.
  Optional<ChartRow> consistent() {
    double top = Math.max(high, Math.max(open, close));
    double bottom = Math.min(low, Math.min(open, close));
    double slack = TOLERANCE * Math.max(Math.abs(top), Math.abs(bottom));
    if (high < low || top - high > slack || low - bottom > slack || volume < 0) {
      return Optional.empty();
    }
    return Optional.of(new ChartRow(stamp, start, end, open, top, bottom, close, volume));
  }

  /// This row and a later one of the same bar: Yahoo sends the running part of a bar separately.
  ///
  /// @param volumesAdd true when the later row counts from where this one ends
  ChartRow merge(ChartRow later, boolean volumesAdd) {
    return new ChartRow(
        later.stamp,
        start,
        end,
        open,
        Math.max(high, later.high),
        Math.min(low, later.low),
        later.close,
        volumesAdd ? volume + later.volume : Math.max(volume, later.volume));
  }
}
