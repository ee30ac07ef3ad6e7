package dev.nautilus.bench.engine;

import dev.nautilus.engines.portfolio.method.Bounds;
import dev.nautilus.engines.portfolio.method.MeanVariance;
import dev.nautilus.engines.portfolio.method.RiskParity;
import dev.nautilus.engines.portfolio.method.Shrinkage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One search for the weights of 500 assets, from 750 days of returns.
@State(Scope.Thread)
public class PortfolioWeights {
  static final int ASSETS = 500;

  private static final int DAYS = 750;

  private final double[][] returns = new double[DAYS][ASSETS];

  /// Draws a market that all follow, each in its own measure.
  @Setup(Level.Trial)
  public void draw() {
    SplittableRandom random = new SplittableRandom(42);
    for (double[] row : returns) {
      double market = random.nextGaussian() * 0.01;
      Arrays.setAll(row, i -> market * (0.5 + i / (double) ASSETS) + random.nextGaussian() * 0.015);
    }
  }

  /// Least variance, with the shrinkage of the covariance.
  @Benchmark
  public double[] leastVariance() {
    double[][] covariance = Shrinkage.of(returns, Shrinkage.Target.LW_ID).covariance();
    return new MeanVariance(covariance, new double[ASSETS], Bounds.LONG_ONLY)
        .leastVariance()
        .orElseThrow();
  }

  /// Equal risk, likewise.
  @Benchmark
  public double[] equalRisk() {
    return RiskParity.weights(Shrinkage.of(returns, Shrinkage.Target.LW_ID).covariance())
        .orElseThrow();
  }
}
