package dev.nautilus.engines.features.method;

/// `2 sqrt(-cov(change, change[1]))` of prices, sample covariance over `period` pairs; `NaN` before
/// that many, and while the covariance is positive.
///
/// **Source** Roll (1984), J. Finance 39(4).
final class RollSpread implements Filter {
  private final int period;
  private final Delay price;
  private final Delay change;
  private final WindowSum product;
  private final WindowSum now;
  private final WindowSum past;

  RollSpread(int period, Memory memory) {
    this.period = period;
    price = memory.delay(1);
    change = memory.delay(1);
    product = memory.sum(period);
    now = memory.sum(period);
    past = memory.sum(period);
  }

  @Override
  public double next(double value) {
    double move = value - price.next(value);
    double before = change.next(move);
    if (Double.isNaN(before)) {
      return before;
    }
    double sum = product.next(move * before);
    double centred = sum - now.next(move) * past.next(before) / period;
    return 2 * Math.sqrt(-centred / (period - 1)); // NaN, so undefined, if positive
  }
}
