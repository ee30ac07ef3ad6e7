package dev.nautilus.engines.portfolio.method;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// How long weights of 500 assets take, from 750 days of returns. A program, not a test: tests
/// measure no time.
///
/// ```
/// java -cp <classes, test classes, ojAlgo> dev.nautilus.engines.portfolio.method.OptimisationBenchmark
/// ```
final class OptimisationBenchmark {
  private static final int ASSETS = 500;
  private static final int DAYS = 750;
  private static final int PASSES = 5;

  private OptimisationBenchmark() {}

  /// Runs it and prints a line for each method.
  public static void main(String[] args) {
    double[][] returns = WeightsTest.returns(42, DAYS, ASSETS);
    double[][] shrunk = Shrinkage.of(returns, Shrinkage.Target.LW_ID).covariance();
    double[] means = ExpectedReturns.arithmetic(returns, 1);
    MeanVariance frontier = new MeanVariance(shrunk, means, Bounds.LONG_ONLY);
    print(
        "shrinkage",
        () -> Optional.of(Shrinkage.of(returns, Shrinkage.Target.LW_ID).covariance()[0]));
    print("min variance", frontier::leastVariance);
    print("equal risk", () -> RiskParity.weights(shrunk));
    print(
        "tree",
        () ->
            Optional.of(
                HierarchicalRiskParity.weights(
                    shrunk,
                    Covariance.correlation(returns),
                    HierarchicalRiskParity.LeafOrder.PLAIN)));
  }

  private static void print(String what, Supplier<Optional<double[]>> search) {
    double[] millis = new double[PASSES];
    double sum = 0;
    for (int pass = -1; pass < PASSES; pass++) {
      long start = System.nanoTime();
      sum += Arrays.stream(search.get().orElseThrow()).sum();
      if (pass >= 0) {
        millis[pass] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%s of %d assets: median %.0f ms, slowest %.0f ms of %d (%s)%n",
        what,
        ASSETS,
        millis[PASSES / 2],
        millis[PASSES - 1],
        PASSES,
        Double.isFinite(sum) ? "finite" : "not finite");
  }
}
