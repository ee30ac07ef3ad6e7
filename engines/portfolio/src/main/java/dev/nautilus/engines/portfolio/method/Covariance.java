package dev.nautilus.engines.portfolio.method;

import java.util.Arrays;

/// How assets move together, from their returns.
public final class Covariance {
  private Covariance() {}

  /// Sample covariance, divisor n - 1, over the days that both assets of a pair have.
  ///
  /// **Unit** squared fractions a day. **Source** as pandas' `DataFrame.cov`. **Undefined** (`NaN`)
  /// for a pair with fewer than two common days.
  public static double[][] pairwise(double[][] returns) {
    int n = returns.length == 0 ? 0 : returns[0].length;
    double[][] covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = pair(returns, i, j);
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }

  private static double pair(double[][] returns, int i, int j) {
    int count = 0;
    double meanI = 0;
    double meanJ = 0;
    double moment = 0;
    for (double[] row : returns) {
      if (!Double.isNaN(row[i]) && !Double.isNaN(row[j])) {
        count++;
        double before = row[i] - meanI;
        meanI += before / count;
        meanJ += (row[j] - meanJ) / count;
        moment += before * (row[j] - meanJ);
      }
    }
    return count < 2 ? Double.NaN : moment / (count - 1);
  }

  /// The pairwise one, made annual, its negative eigenvalues set to 0: pairs with different days
  /// can contradict each other.
  ///
  /// **Unit** squared fractions a year. **Source** PyPortfolioOpt `sample_cov`, repair "spectral".
  public static double[][] annual(double[][] returns, double perYear) {
    return Algebra.withoutNegativeEigenvalues(Algebra.scaled(pairwise(returns), perYear));
  }

  /// Correlations; 0 beside an asset that does not move, 1 on the diagonal.
  ///
  /// **Unit** [-1, 1].
  public static double[][] correlation(double[][] returns) {
    int n = returns.length == 0 ? 0 : returns[0].length;
    double[][] correlation = new double[n][n];
    for (int i = 0; i < n; i++) {
      correlation[i][i] = 1;
      for (int j = 0; j < i; j++) {
        double[][] both = common(returns, i, j);
        double scale = Math.sqrt(pair(both, 0, 0) * pair(both, 1, 1));
        double value = scale > 0 ? pair(both, 0, 1) / scale : 0;
        correlation[i][j] = Math.clamp(value, -1, 1);
        correlation[j][i] = correlation[i][j];
      }
    }
    return correlation;
  }

  /// A correlation's deviations are those of the common days too.
  private static double[][] common(double[][] returns, int i, int j) {
    double[][] both = new double[returns.length][2];
    int count = 0;
    for (double[] row : returns) {
      if (!Double.isNaN(row[i]) && !Double.isNaN(row[j])) {
        both[count][0] = row[i];
        both[count][1] = row[j];
        count++;
      }
    }
    return Arrays.copyOf(both, count);
  }

  /// Variance of a portfolio, in the unit of the matrix.
  public static double of(double[][] covariance, double[] weights) {
    return Algebra.quadratic(covariance, weights);
  }
}
