package dev.nautilus.engines.factor.method;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/// How long one pass over a large universe takes: styles scored and completed, factor returns
/// estimated, 10,000 assets times 38 factors = 380,000 factor values. A program, not a test: tests
/// measure no time.
///
/// ```
/// java -cp <classes, test classes, EJML> dev.nautilus.engines.factor.method.FactorPassBenchmark
/// ```
final class FactorPassBenchmark {
  private static final int ASSETS = 10_000;
  private static final int SECTORS = 11;
  private static final int STYLES = 26;
  private static final int WARM_UPS = 20;
  private static final int PASSES = 50;

  private FactorPassBenchmark() {}

  /// Runs it and prints one line.
  public static void main(String[] args) {
    SplittableRandom random = new SplittableRandom(42);
    double[] returns = new double[ASSETS];
    double[] caps = new double[ASSETS];
    double[][] groups = new double[SECTORS][ASSETS];
    double[][] raw = new double[STYLES][ASSETS];
    double[][] history = new double[ASSETS][Styles.MOMENTUM_DAYS + Styles.MOMENTUM_LAG];
    for (int i = 0; i < ASSETS; i++) {
      returns[i] = random.nextGaussian() * 0.02;
      caps[i] = Math.exp(random.nextGaussian() * 2);
      groups[random.nextInt(SECTORS)][i] = 1;
      for (double[] style : raw) {
        style[i] = random.nextGaussian();
      }
      Arrays.setAll(history[i], _ -> random.nextGaussian() * 0.02);
    }
    double[] nanos = new double[PASSES];
    double kept = 0;
    for (int pass = -WARM_UPS; pass < PASSES; pass++) {
      long start = System.nanoTime();
      kept += pass(returns, caps, groups, raw, history);
      if (pass >= 0) {
        nanos[pass] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%d factor values a pass: median %.1f ms, slowest %.1f ms of %d passes (%s)%n",
        ASSETS * (1 + SECTORS + STYLES),
        nanos[PASSES / 2] / 1e6,
        nanos[PASSES - 1] / 1e6,
        PASSES,
        Double.isFinite(kept) ? "finite" : "not finite");
  }

  private static double pass(
      double[] returns, double[] caps, double[][] groups, double[][] raw, double[][] history) {
    double[] weights = Styles.momentumWeights();
    double[][] styles = new double[STYLES][];
    for (int k = 2; k < STYLES; k++) {
      styles[k] = Styles.complete(Scores.winsorize(raw[k], 0.05));
    }
    styles[0] =
        Styles.complete(
            Arrays.stream(history).mapToDouble(each -> Styles.momentum(each, weights)).toArray());
    styles[1] = Styles.complete(Styles.size(caps));
    FactorRegression day =
        FactorRegression.of(
            new FactorRegression.CrossSection(
                Scores.winsorize(returns, 0.05), caps, groups, styles),
            true);
    return day.returns()[0] + FactorRegression.inflation(styles)[0];
  }
}
