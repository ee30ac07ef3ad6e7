package dev.nautilus.engines.backtesting.method;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How long a run over a million bars takes, orders, costs, statistics and fingerprint included. A
/// program, not a test: tests measure no time.
///
/// ```
/// java -cp <classes, test classes, quant> dev.nautilus.engines.backtesting.method.ReplayBenchmark
/// ```
final class ReplayBenchmark {
  private static final int BARS = 1_000_000;
  private static final int RUNS = 5;

  private ReplayBenchmark() {}

  /// Runs it and prints one line.
  public static void main(String[] args) {
    List<ReplayBar> bars = Runs.walk(42, BARS);
    Costs costs =
        Runs.costs(new Slippage.FixedBasisPoints(1), new Commission.PerDollar(0.0001), 0.1);
    double[] seconds = new double[RUNS];
    int trips = 0;
    String hash = "";
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      BacktestRun run = Runs.of(new AverageCross(10, 30), costs, bars);
      trips = run.ledger().trips().size();
      hash = RunHash.of(run) + RunStatistics.of(run, 252).trades();
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    double first = seconds[0];
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "%d bars, %d round trips: first run %.2f s, median %.2f s, slowest %.2f s (%s)%n",
        BARS,
        trips,
        first,
        seconds[RUNS / 2],
        seconds[RUNS - 1],
        hash.substring(0, 8));
  }
}
