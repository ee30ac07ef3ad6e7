package dev.nautilus.engines.backtesting.method;

import java.util.Arrays;

/// What the run was worth at each close, with the first instrument's price. Grows as it goes.
public final class EquityCurve {
  private long[] openNanos = new long[1_024];
  private long[] closeNanos = new long[1_024];
  private double[] values = new double[1_024];
  private double[] prices = new double[1_024];
  private int size;

  /// Adds a close; several of the same moment count once, with the last word.
  void add(ReplayBar bar, double equity) {
    if (size > 0 && closeNanos[size - 1] == bar.closeNanos()) {
      values[size - 1] = equity;
      prices[size - 1] = bar.instrument() == 0 ? bar.close() : prices[size - 1];
      return;
    }
    if (size == values.length) {
      openNanos = Arrays.copyOf(openNanos, 2 * size);
      closeNanos = Arrays.copyOf(closeNanos, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      prices = Arrays.copyOf(prices, 2 * size);
    }
    openNanos[size] = bar.openNanos();
    closeNanos[size] = bar.closeNanos();
    values[size] = equity;
    double before = size == 0 ? Double.NaN : prices[size - 1];
    prices[size] = bar.instrument() == 0 ? bar.close() : before;
    size++;
  }

  void correctLast(double equity) {
    if (size > 0) {
      values[size - 1] = equity;
    }
  }

  /// Closes so far.
  public int size() {
    return size;
  }

  /// Start of a bar.
  public long openNanos(int at) {
    return openNanos[at];
  }

  /// Worth at its close.
  public double value(int at) {
    return values[at];
  }

  /// The first instrument's price then.
  public double price(int at) {
    return prices[at];
  }

  /// Returns from close to close, simple; one less than there are closes.
  public double[] returns() {
    double[] returns = new double[Math.max(0, size - 1)];
    Arrays.setAll(returns, i -> values[i + 1] / values[i] - 1);
    return returns;
  }

  /// All values, oldest first.
  public double[] values() {
    return Arrays.copyOf(values, size);
  }
}
