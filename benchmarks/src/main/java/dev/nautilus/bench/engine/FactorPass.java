package dev.nautilus.bench.engine;

import dev.nautilus.engines.factor.method.FactorRegression;
import dev.nautilus.engines.factor.method.Scores;
import dev.nautilus.engines.factor.method.Styles;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One pass over a large universe: styles scored and completed, factor returns estimated, 10,000
/// assets times 38 factors = 380,000 factor values.
@State(Scope.Thread)
public class FactorPass {
  private static final int ASSETS = 10_000;
  private static final int SECTORS = 11;
  private static final int STYLES = 26;

  /// Factor values in a pass.
  static final int VALUES = ASSETS * (1 + SECTORS + STYLES);

  private final double[] returns = new double[ASSETS];
  private final double[] caps = new double[ASSETS];
  private final double[][] groups = new double[SECTORS][ASSETS];
  private final double[][] raw = new double[STYLES][ASSETS];
  private final double[][] history = new double[ASSETS][Styles.MOMENTUM_DAYS + Styles.MOMENTUM_LAG];
  private final double[] weights = Styles.momentumWeights();

  /// Draws the universe.
  @Setup(Level.Trial)
  public void draw() {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < ASSETS; i++) {
      returns[i] = random.nextGaussian() * 0.02;
      caps[i] = Math.exp(random.nextGaussian() * 2);
      groups[random.nextInt(SECTORS)][i] = 1;
      for (double[] style : raw) {
        style[i] = random.nextGaussian();
      }
      Arrays.setAll(history[i], _ -> random.nextGaussian() * 0.02);
    }
  }

  /// One pass.
  @Benchmark
  public double pass() {
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
