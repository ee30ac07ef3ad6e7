package dev.nautilus.engines.backtesting.method;

/// Always in the market, on the side of the faster of two averages: when it crosses above the
/// slower one, what is held is closed and bought with all that is free; below, sold.
///
/// **Source** the SmaCross example of backtesting.py; simple averages of closes. One instrument;
/// give each run a rule of its own.
public final class AverageCross implements TradingRule {
  private static final double ALL = 1;

  private final ClosingAverage fast;
  private final ClosingAverage slow;
  private final int longest;
  private double difference = Double.NaN;

  /// @param fastBars bars of the faster average, 1 or more
  /// @param slowBars bars of the slower one, more than that
  public AverageCross(int fastBars, int slowBars) {
    if (fastBars < 1 || slowBars <= fastBars) {
      throw new IllegalArgumentException(
          "fast must be 1 or more and below slow, were " + fastBars + " and " + slowBars);
    }
    fast = new ClosingAverage(fastBars);
    slow = new ClosingAverage(slowBars);
    longest = slowBars;
  }

  @Override
  public int lookback() {
    return longest;
  }

  @Override
  public void onBar(Market market, Desk desk, int instrument) {
    double before = difference;
    difference = fast.of(market, instrument) - slow.of(market, instrument);
    if (before < 0 && difference > 0) {
      desk.close(instrument);
      desk.share(instrument, 1, ALL);
    } else if (before > 0 && difference < 0) {
      desk.close(instrument);
      desk.share(instrument, -1, ALL);
    }
  }
}
