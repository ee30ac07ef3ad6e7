package dev.nautilus.engines.backtesting.method;

/// Simple average of the newest closes, O(1) a bar. The running sum is compensated, so that a
/// million bars leave no rounding error. **Source** Neumaier (1974), ZAMM 54(1).
final class ClosingAverage {
  private final int bars;
  private long seen;
  private double sum;
  private double lost;

  ClosingAverage(int bars) {
    this.bars = bars;
  }

  /// The average, once a bar; the market must remember one bar more than the average spans.
  double of(Market market, int instrument) {
    if (seen == 0) {
      for (int ago = bars - 1; ago >= 0; ago--) {
        add(market.bar(instrument, ago).close());
      }
    } else {
      add(market.bar(instrument, 0).close());
      add(-market.bar(instrument, bars).close());
    }
    seen++;
    return (sum + lost) / bars;
  }

  private void add(double value) {
    double next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }
}
