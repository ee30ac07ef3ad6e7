package dev.nautilus.engines.factor.method;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// The risk that factors and single assets carry.
///
/// @param covariance of the factors, annualised
/// @param specific variance of each asset that no factor explains, annualised
@SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
public record RiskModel(double[][] covariance, double[] specific) {
  /// Trading days of a year.
  public static final double YEAR = 252;

  /// The covariance of factors: variances from a short memory, correlations from a long one.
  ///
  /// **Definition** `F_ij = 252 rho_ij s_i s_j`; s from `variances`, rho from `correlations`;
  /// eigenvalues below 0, which lags can leave, are set to 0. **Unit** per year. **Source** Barra
  /// USE4, section 4.
  public static double[][] factorCovariance(double[][] variances, double[][] correlations) {
    int k = variances.length;
    double[][] combined = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double scale = Math.sqrt(correlations[i][i] * correlations[j][j]);
        double rho = i == j ? 1 : scale > 0 ? Math.clamp(correlations[i][j] / scale, -1, 1) : 0;
        combined[i][j] =
            YEAR * rho * Math.sqrt(Math.max(0, variances[i][i]) * Math.max(0, variances[j][j]));
      }
    }
    return positive(combined);
  }

  private static double[][] positive(double[][] matrix) {
    int k = matrix.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(k, true, true);
    if (!eigen.decompose(new DMatrixRMaj(matrix))) {
      throw new IllegalStateException("eigenvalues of a " + k + "x" + k + " matrix not found");
    }
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < k; i++) {
      least = Math.min(least, eigen.getEigenvalue(i).getReal());
    }
    if (least >= 0) {
      return matrix;
    }
    double[][] clipped = new double[k][k];
    for (int s = 0; s < k; s++) {
      double value = eigen.getEigenvalue(s).getReal();
      if (value <= 0) {
        continue;
      }
      DMatrixRMaj vector = eigen.getEigenVector(s);
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          clipped[i][j] += value * vector.get(i, 0) * vector.get(j, 0);
        }
      }
    }
    return clipped;
  }

  /// Volatilities drawn towards what assets of their kind have.
  ///
  /// **Definition** `s* = v m + (1 - v) s`, m the capitalisation-weighted mean of s, `v = q |s - m|
  /// / (d + q |s - m|)`, d the root mean square of `s - m`. **Source** Barra USE4, section 5,
  /// Bayesian shrinkage, with all assets as one size group.
  ///
  /// @param volatilities of each asset, 0 or more
  /// @param caps of each asset, more than 0
  /// @param strength q, 0 or more
  public static double[] shrunk(double[] volatilities, double[] caps, double strength) {
    double total = Arrays.stream(caps).sum();
    double mean = WeightedFit.dot(volatilities, caps) / total;
    double squares = Arrays.stream(volatilities).map(s -> (s - mean) * (s - mean)).sum();
    double spread = Math.sqrt(squares / volatilities.length);
    double[] shrunk = new double[volatilities.length];
    for (int i = 0; i < shrunk.length; i++) {
      double pull = strength * Math.abs(volatilities[i] - mean);
      double share = spread > 0 ? pull / (spread + pull) : 0;
      shrunk[i] = share * mean + (1 - share) * volatilities[i];
    }
    return shrunk;
  }

  /// The variance of a portfolio.
  ///
  /// **Definition** `x' F x + sum w_i^2 d_i`, x = B'w. **Unit** per year.
  ///
  /// @param exposures one row for each asset
  /// @param weights of each asset, fractions
  public double variance(double[][] exposures, double[] weights) {
    double[] held = held(exposures, weights);
    double variance = 0;
    for (int i = 0; i < held.length; i++) {
      variance += held[i] * WeightedFit.dot(covariance[i], held);
    }
    for (int i = 0; i < weights.length; i++) {
      variance += weights[i] * weights[i] * specific[i];
    }
    return variance;
  }

  /// By how much the volatility grows with a unit more of each asset; weights times these add up to
  /// the volatility. **Undefined** (NaN) without risk.
  public double[] marginal(double[][] exposures, double[] weights) {
    double volatility = Math.sqrt(variance(exposures, weights));
    double[] held = held(exposures, weights);
    double[] pull = new double[held.length];
    Arrays.setAll(pull, i -> WeightedFit.dot(covariance[i], held));
    double[] marginal = new double[weights.length];
    Arrays.setAll(
        marginal,
        i -> (WeightedFit.dot(exposures[i], pull) + weights[i] * specific[i]) / volatility);
    return marginal;
  }

  private static double[] held(double[][] exposures, double[] weights) {
    double[] held = new double[exposures.length == 0 ? 0 : exposures[0].length];
    for (int i = 0; i < exposures.length; i++) {
      for (int f = 0; f < held.length; f++) {
        held[f] += weights[i] * exposures[i][f];
      }
    }
    return held;
  }
}
