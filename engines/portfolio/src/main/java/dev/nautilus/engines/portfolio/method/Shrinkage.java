package dev.nautilus.engines.portfolio.method;

/// A sample covariance drawn to a simpler one, because of few days its extremes are mostly chance.
///
/// **Definition** `(1 - delta) S + delta F`, S with divisor n. **Unit** squared fractions a day.
/// **Undefined** without returns, or where one is missing: the caller leaves incomplete days out.
///
/// @param intensity delta in [0, 1]
/// @param covariance the result
@SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
public record Shrinkage(double intensity, double[][] covariance) {

  /// Which simpler matrix.
  public enum Target {
    /// Ledoit and Wolf (2004), identity times the mean variance.
    LW_ID,
    /// Ledoit and Wolf (2004), every pair with the mean correlation.
    LW_CC,
    /// Chen, Wiesel, Eldar and Hero (2010), identity, for normal returns.
    OAS,
    /// None: S as it is, with divisor n - 1.
    NONE
  }

  /// Draws the sample covariance of complete returns to a target.
  ///
  /// @throws IllegalArgumentException with fewer than two days or a missing return
  public static Shrinkage of(double[][] returns, Target target) {
    double[][] x = centred(returns);
    return switch (target) {
      case LW_ID -> identity(x);
      case LW_CC -> constantCorrelation(x);
      case OAS -> oracle(x);
      case NONE -> new Shrinkage(0, Covariance.pairwise(returns));
    };
  }

  private static double[][] centred(double[][] returns) {
    if (returns.length < 2) {
      throw new IllegalArgumentException(
          "returns must be of 2 days or more, were of " + returns.length);
    }
    double[][] x = Algebra.scaled(returns, 1);
    for (int i = 0; i < x[0].length; i++) {
      double mean = 0;
      for (double[] row : returns) {
        mean += row[i] / returns.length;
      }
      if (!Double.isFinite(mean)) {
        throw new IllegalArgumentException("returns must be complete, asset " + i + " lacks some");
      }
      for (double[] row : x) {
        row[i] -= mean;
      }
    }
    return x;
  }

  private static double[][] moments(double[][] x) {
    return Algebra.scaled(Algebra.times(Algebra.transposed(x), x), 1.0 / x.length);
  }

  private static double meanVariance(double[][] s) {
    double trace = 0;
    for (int i = 0; i < s.length; i++) {
      trace += s[i][i];
    }
    return trace / s.length;
  }

  private static double squares(double[][] matrix) {
    double sum = 0;
    for (double[] row : matrix) {
      sum += Algebra.dot(row, row);
    }
    return sum;
  }

  private static Shrinkage towardIdentity(double[][] s, double intensity) {
    double mean = meanVariance(s);
    double[][] shrunk = Algebra.scaled(s, 1 - intensity);
    for (int i = 0; i < s.length; i++) {
      shrunk[i][i] += intensity * mean;
    }
    return new Shrinkage(intensity, shrunk);
  }

  /// `delta = min(beta^2, d^2) / d^2`, `d^2 = |S - mu I|^2 / p`, `beta^2 = sum_i |x_i x_i' - S|^2 /
  /// (n^2 p)` (J. Multivariate Analysis 88).
  private static Shrinkage identity(double[][] x) {
    double[][] s = moments(x);
    double mean = meanVariance(s);
    int p = s.length;
    double n = x.length;
    double distance = squares(s) / p - mean * mean;
    double fourth = 0;
    for (double[] row : x) {
      double length = Algebra.dot(row, row);
      fourth += length * length;
    }
    double error = (fourth - n * squares(s)) / (n * n * p);
    return towardIdentity(s, distance <= 0 ? 1 : Math.clamp(error / distance, 0, 1));
  }

  /// `(a + mu^2) / ((n + 1) (a - mu^2 / p))`, at most 1; a the mean of the squares in S (IEEE
  /// Trans. Signal Processing 58(10)).
  private static Shrinkage oracle(double[][] x) {
    double[][] s = moments(x);
    double mean = meanVariance(s);
    int p = s.length;
    double a = squares(s) / ((double) p * p);
    double bottom = (x.length + 1.0) * (a - mean * mean / p);
    double intensity = bottom <= 0 ? 1 : Math.min(1, (a + mean * mean) / bottom);
    return towardIdentity(s, intensity);
  }

  /// `delta = max(0, min(1, (pi - rho) / gamma / T))` (J. Portfolio Management 30(4), appendix).
  private static Shrinkage constantCorrelation(double[][] x) {
    double[][] s = moments(x);
    double mean = meanCorrelation(x);
    int p = s.length;
    double[][] target = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        target[i][j] = i == j ? s[i][i] : mean * Math.sqrt(s[i][i] * s[j][j]);
      }
    }
    double gamma = squares(Algebra.plus(target, Algebra.scaled(s, -1)));
    double kappa = gamma <= 0 ? 0 : (pi(x, s) - rho(x, s, mean)) / gamma;
    double intensity = Math.clamp(kappa / x.length, 0, 1);
    return new Shrinkage(
        intensity,
        Algebra.plus(Algebra.scaled(s, 1 - intensity), Algebra.scaled(target, intensity)));
  }

  /// Mean of the correlations of all pairs, in [-1, 1]; 0 beside an asset that does not move.
  public static double meanCorrelation(double[][] returns) {
    double[][] correlation = Covariance.correlation(returns);
    double sum = 0;
    int p = correlation.length;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < i; j++) {
        sum += correlation[i][j];
      }
    }
    return p < 2 ? 0 : 2 * sum / ((double) p * (p - 1));
  }

  private static double pi(double[][] x, double[][] s) {
    double sum = 0;
    for (double[] row : x) {
      for (int i = 0; i < s.length; i++) {
        for (int j = 0; j < s.length; j++) {
          double error = row[i] * row[j] - s[i][j];
          sum += error * error;
        }
      }
    }
    return sum / x.length;
  }

  private static double rho(double[][] x, double[][] s, double mean) {
    double sum = 0;
    for (double[] row : x) {
      for (int i = 0; i < s.length; i++) {
        double own = row[i] * row[i] - s[i][i];
        sum += own * own;
        for (int j = 0; j < s.length; j++) {
          if (i != j && s[i][i] > 0) {
            // Both halves of the paper's sum are this one with i and j exchanged.
            sum += mean * Math.sqrt(s[j][j] / s[i][i]) * own * (row[i] * row[j] - s[i][j]);
          }
        }
      }
    }
    return sum / x.length;
  }
}
