package dev.nautilus.engines.backtesting.method;

/// Holds so many units while the close is above its average, and nothing else.
///
/// **Source** the quickstart of backtrader. One instrument; give each run a rule of its own.
public final class AverageTrend implements TradingRule {
  private final ClosingAverage average;
  private final int bars;
  private final double units;

  /// @param bars of the average, 1 or more
  /// @param units held, more than 0
  public AverageTrend(int bars, double units) {
    if (bars < 1 || !(units > 0)) {
      throw new IllegalArgumentException(
          "bars must be 1 or more and units more than 0, were " + bars + " and " + units);
    }
    average = new ClosingAverage(bars);
    this.bars = bars;
    this.units = units;
  }

  @Override
  public int lookback() {
    return bars;
  }

  @Override
  public void onBar(Market market, Desk desk, int instrument) {
    double close = market.bar(instrument, 0).close();
    double mean = average.of(market, instrument);
    if (desk.working() > 0) {
      return;
    }
    if (desk.position(instrument) == 0 && close > mean) {
      desk.market(instrument, units);
    } else if (desk.position(instrument) != 0 && close < mean) {
      desk.close(instrument);
    }
  }
}
