package dev.nautilus.bench.engine;

import dev.nautilus.engines.backtesting.method.AverageCross;
import dev.nautilus.engines.backtesting.method.BacktestRun;
import dev.nautilus.engines.backtesting.method.Commission;
import dev.nautilus.engines.backtesting.method.Costs;
import dev.nautilus.engines.backtesting.method.ReplayBar;
import dev.nautilus.engines.backtesting.method.ReplayFeed;
import dev.nautilus.engines.backtesting.method.RunHash;
import dev.nautilus.engines.backtesting.method.RunStatistics;
import dev.nautilus.engines.backtesting.method.Slippage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A back-test over a million minutes: two averages that cross, with slippage, commission and a
/// limit of volume; statistics and fingerprint included.
@State(Scope.Thread)
public class BacktestReplay {
  /// Bars replayed.
  static final int BARS = 1_000_000;

  private static final long MINUTE = 60_000_000_000L;

  private final List<ReplayBar> bars = new ArrayList<>(BARS);

  /// Draws the walk of a price.
  @Setup(Level.Trial)
  public void draw() {
    SplittableRandom random = new SplittableRandom(42);
    double price = 100;
    for (int i = 0; i < BARS; i++) {
      double close = Math.max(1, price * (1 + 0.02 * (random.nextDouble() - 0.5)));
      double high = Math.max(price, close) * (1 + 0.005 * random.nextDouble());
      double low = Math.min(price, close) * (1 - 0.005 * random.nextDouble());
      double volume = 1_000 + random.nextInt(1_000);
      bars.add(new ReplayBar(0, i * MINUTE, (i + 1) * MINUTE, price, high, low, close, volume));
      price = close;
    }
  }

  /// One run.
  @Benchmark
  public String run() {
    Costs costs =
        new Costs(new Slippage.FixedBasisPoints(1), new Commission.PerDollar(0.0001), 0.1, 0, 0, 0);
    BacktestRun run =
        new BacktestRun(
            new BacktestRun.Setup(
                1,
                new BigDecimal("10000"),
                costs,
                new AverageCross(10, 30),
                BacktestRun.Ending.KEEP,
                List.of()),
            ReplayFeed.of(bars));
    boolean more = true;
    while (more) {
      more = run.advance(1_000);
    }
    return RunHash.of(run) + RunStatistics.of(run, 252).trades();
  }
}
