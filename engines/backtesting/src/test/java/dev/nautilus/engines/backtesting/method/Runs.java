package dev.nautilus.engines.backtesting.method;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Bars and runs that the tests share.
final class Runs {
  static final long DAY = 86_400_000_000_000L;
  private static final long MINUTE = 60_000_000_000L;

  private Runs() {}

  static ReplayBar bar(int day, double open, double high, double low, double close) {
    return new ReplayBar(0, day * DAY, (day + 1) * DAY, open, high, low, close, 1_000);
  }

  /// Minutes of a walk of positive prices, the same for the same seed.
  static List<ReplayBar> walk(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ReplayBar> bars = new ArrayList<>(count);
    double price = 100;
    for (int i = 0; i < count; i++) {
      double open = price;
      double close = Math.max(1, price * (1 + 0.02 * (random.nextDouble() - 0.5)));
      double high = Math.max(open, close) * (1 + 0.005 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.005 * random.nextDouble());
      bars.add(
          new ReplayBar(
              0,
              i * MINUTE,
              (i + 1) * MINUTE,
              open,
              high,
              low,
              close,
              1_000 + random.nextInt(1_000)));
      price = close;
    }
    return bars;
  }

  static BacktestRun of(TradingRule rule, Costs costs, List<ReplayBar> bars) {
    BacktestRun run =
        new BacktestRun(
            new BacktestRun.Setup(
                1, new BigDecimal("10000"), costs, rule, BacktestRun.Ending.KEEP, List.of()),
            ReplayFeed.of(bars));
    while (run.advance(7)) {}
    return run;
  }

  static Costs costs(Slippage slippage, Commission commission, double volumeLimit) {
    return new Costs(slippage, commission, volumeLimit, 0, 0, 0);
  }

  /// Does something once, on the close of a bar.
  static TradingRule once(long day, Consumer<Desk> what) {
    return new TradingRule() {
      @Override
      public int lookback() {
        return 1;
      }

      @Override
      public void onBar(Market market, Desk desk, int instrument) {
        if (market.seen(instrument) == day + 1) {
          what.accept(desk);
        }
      }
    };
  }
}
