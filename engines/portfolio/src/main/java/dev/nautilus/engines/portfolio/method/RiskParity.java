package dev.nautilus.engines.portfolio.method;

import java.util.Arrays;
import java.util.Optional;

/// Weights of which each carries the same part of the variance.
///
/// **Definition** `min y' S y / 2 - sum(ln y_i) / N`, `w = y / sum y`; then `w_i (S w)_i` is the
/// same for all. **Unit** fractions that add up to 1, all more than 0. **Source** Maillard,
/// Roncalli & Teïletche (2010), J. Portfolio Management 36(4); Spinu (2013), SSRN 2297383; by
/// cyclical coordinate descent: Griveau- Billion, Richard & Roncalli (2013), arXiv 1311.4057.
/// **Undefined** (empty) when an asset does not move, or the descent does not end.
public final class RiskParity {
  private static final int ROUNDS = 10_000;
  private static final double EXACT = 1e-14;

  private RiskParity() {}

  /// The weights.
  public static Optional<double[]> weights(double[][] covariance) {
    int n = covariance.length;
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      if (!(covariance[i][i] > 0)) {
        return Optional.empty();
      }
      y[i] = 1 / Math.sqrt(covariance[i][i]) / n;
    }
    for (int round = 0; round < ROUNDS; round++) {
      double moved = 0;
      for (int i = 0; i < n; i++) {
        double own = covariance[i][i];
        double others = Algebra.dot(covariance[i], y) - own * y[i];
        double next = (Math.sqrt(others * others + 4 * own / n) - others) / (2 * own);
        moved = Math.max(moved, Math.abs(next - y[i]) / next);
        y[i] = next;
      }
      if (moved < EXACT * 10) {
        return Optional.of(normalised(y));
      }
    }
    return Optional.empty();
  }

  private static double[] normalised(double[] y) {
    double sum = Arrays.stream(y).sum();
    return Arrays.stream(y).map(value -> value / sum).toArray();
  }

  /// The part of the variance that each weight carries; adds up to 1.
  public static double[] contributions(double[][] covariance, double[] weights) {
    double[] marginal = Algebra.times(covariance, weights);
    double variance = Algebra.dot(marginal, weights);
    double[] parts = new double[weights.length];
    Arrays.setAll(parts, i -> weights[i] * marginal[i] / variance);
    return parts;
  }
}
