package dev.nautilus.engines.portfolio.method;

import java.util.Arrays;

/// What assets are expected to earn, from what they earned. Missing returns (`NaN`) are left out
/// per asset.
public final class ExpectedReturns {
  private ExpectedReturns() {}

  /// Compound annual growth `prod(1 + r)^(A / n) - 1`, n counted per asset.
  ///
  /// **Unit** fraction a year. **Source** PyPortfolioOpt `mean_historical_return`. **Undefined**
  /// (`NaN`) without a return.
  ///
  /// @param perYear days in a year, 252
  public static double[] compound(double[][] returns, double perYear) {
    double[] growth = new double[width(returns)];
    Arrays.setAll(
        growth,
        i -> {
          double product = 1;
          int count = 0;
          for (double[] row : returns) {
            if (!Double.isNaN(row[i])) {
              product *= 1 + row[i];
              count++;
            }
          }
          return count == 0 ? Double.NaN : Math.pow(product, perYear / count) - 1;
        });
    return growth;
  }

  /// Arithmetic mean times the days in a year.
  ///
  /// **Unit** fraction a year. **Undefined** (`NaN`) without a return.
  public static double[] arithmetic(double[][] returns, double perYear) {
    double[] means = new double[width(returns)];
    Arrays.setAll(
        means,
        i ->
            perYear
                * Arrays.stream(PriceTable.column(returns, i))
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN));
    return means;
  }

  /// James-Stein: means drawn to the return of the minimum variance portfolio.
  ///
  /// **Definition** `(1 - w) mu + w mu_0 1`, `w = (N + 2) / ((N + 2) + T (mu - mu_0)' S^-1 (mu -
  /// mu_0))`, `mu_0` the return of the minimum variance portfolio. **Unit** that of the means.
  /// **Source** Jorion (1986), JFQA 21(3). **Undefined** (no shrinkage) when S is singular.
  ///
  /// @param means sample means, over the days that `covariance` rests on
  /// @param covariance in the same unit of time
  /// @param periods T in that unit of time: days for daily means, years for annual ones
  public static double[] jamesStein(double[] means, double[][] covariance, double periods) {
    int n = means.length;
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double[] inverse = Algebra.solve(covariance, ones);
    if (inverse.length == 0) {
      return means.clone();
    }
    double grand = Algebra.dot(inverse, means) / Algebra.dot(inverse, ones);
    double[] apart = new double[n];
    Arrays.setAll(apart, i -> means[i] - grand);
    double distance = Algebra.dot(apart, Algebra.solve(covariance, apart));
    double weight = (n + 2) / (n + 2 + periods * Math.max(0, distance));
    double[] shrunk = new double[n];
    Arrays.setAll(shrunk, i -> (1 - weight) * means[i] + weight * grand);
    return shrunk;
  }

  private static int width(double[][] returns) {
    return returns.length == 0 ? 0 : returns[0].length;
  }
}
