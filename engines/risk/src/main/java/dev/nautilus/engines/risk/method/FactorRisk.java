package dev.nautilus.engines.risk.method;

import java.util.List;

/// Variance of a portfolio by a factor model.
///
/// **Definition** `w'(BFB' + D)w` with exposures B, factor covariance F, specific variances D.
/// **Unit** as F and D: annualised where they are. **Source** Grinold & Kahn, Active Portfolio
/// Management (2000), ch. 3. **Undefined** never; an asset without exposures must be left to the
/// caller.
public final class FactorRisk {
  private FactorRisk() {}

  /// The variance.
  ///
  /// @param exposures of the portfolio: `B'w`
  /// @param triangle F, lower triangle with the diagonal, row by row
  /// @param specific `w_i² D_i` of each asset
  public static double variance(double[] exposures, List<Double> triangle, double[] specific) {
    int n = exposures.length;
    if (triangle.size() != n * (n + 1) / 2) {
      throw new IllegalArgumentException(
          "%d exposures must come with %d covariances, were %d"
              .formatted(n, n * (n + 1) / 2, triangle.size()));
    }
    double variance = 0;
    int place = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double twice = i == j ? 1 : 2;
        variance += twice * exposures[i] * exposures[j] * triangle.get(place++);
      }
    }
    for (double each : specific) {
      variance += each;
    }
    return variance;
  }
}
