package dev.nautilus.engines.strategy.method;

import java.util.List;

/// How far the price goes in a bar, gaps included, on average; O(1) a bar.
///
/// **Definition** true range = the larger of high and the close before, less the smaller of low and
/// that close. The first average is the mean of so many true ranges; then `(before (n-1) + range) /
/// n`. **Unit** price. **Source** Wilder (1978), New Concepts in Technical Trading Systems; the
/// first bar, which has no close before, has none. **Undefined** (`NaN`) until `n + 1` bars are
/// known.
public final class AverageTrueRange {
  private final int length;
  private double close = Double.NaN;
  private double average;
  private int ranges;

  /// Nothing known yet.
  ///
  /// @param length n, 1 or more
  public AverageTrueRange(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("length must be 1 or more, was " + length);
    }
    this.length = length;
  }

  /// Takes a bar in.
  public void add(double low, double high, double newClose) {
    if (!Double.isNaN(close)) {
      double range = Math.max(high, close) - Math.min(low, close);
      ranges = Math.min(ranges + 1, length);
      average += (range - average) / ranges;
    }
    close = newClose;
  }

  /// The average; `NaN` while not known.
  public double value() {
    return ranges < length ? Double.NaN : average;
  }

  /// What to go on from.
  public List<Double> state() {
    return List.of(close, average, (double) ranges);
  }

  /// Goes on from a state.
  public void restore(List<Double> old) {
    close = old.get(0);
    average = old.get(1);
    ranges = old.get(2).intValue();
  }
}
