package dev.nautilus.engines.factor.method;

import java.util.Arrays;
import java.util.OptionalDouble;

/// The factor returns of one day.
///
/// **Definition** `r = f_m + X_s f_s + X_k f_k + u`, by weighted least squares with W =
/// diag(sqrt(cap)). First market and groups with `sum f_s = 0` (the last group is minus the others,
/// by substitution), then styles on what that leaves of the returns, or on the returns themselves
/// when styles are not residualised. `u = r - f_m - X_s f_s - X_k f_k`.
///
/// **Source** toraniko, `_factor_returns`; Barra USE4 weighs its constraint by capitalisation, this
/// one does not.
///
/// @param returns market, then groups, then styles; fractions of the day
/// @param tStatistics of each, from the residuals of its own step; NaN without degrees of freedom
/// @param residuals u, one for each asset
/// @param rSquared share of the weighted variance that is explained; empty when there is none
@SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
public record FactorRegression(
    double[] returns, double[] tStatistics, double[] residuals, OptionalDouble rSquared) {

  /// A day of a universe.
  ///
  /// @param returns of each asset
  /// @param caps of each asset, more than 0
  /// @param groups one column for each group: 1 for its members, else 0; may overlap
  /// @param styles one column for each style
  @SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
  public record CrossSection(
      double[] returns, double[] caps, double[][] groups, double[][] styles) {
    public CrossSection {
      if (returns.length == 0) {
        throw new IllegalArgumentException("a cross-section must have assets, was empty");
      }
      requireLength("caps", caps, returns.length);
      Arrays.stream(groups).forEach(column -> requireLength("a group", column, returns.length));
      Arrays.stream(styles).forEach(column -> requireLength("a style", column, returns.length));
      for (double cap : caps) {
        if (!(cap > 0) || Double.isInfinite(cap)) {
          throw new IllegalArgumentException("caps must be more than 0, was " + cap);
        }
      }
    }

    private static void requireLength(String what, double[] values, int length) {
      if (values.length != length) {
        throw new IllegalArgumentException(
            "%s must have a number for each of %d assets, had %d"
                .formatted(what, length, values.length));
      }
    }
  }

  /// Estimates a day.
  ///
  /// @param residualizeStyles whether styles explain only what market and groups do not
  public static FactorRegression of(CrossSection day, boolean residualizeStyles) {
    double[] weights = Arrays.stream(day.caps()).map(Math::sqrt).toArray();
    WeightedFit market =
        WeightedFit.of(substituted(day.groups(), weights.length), weights, day.returns());
    double[] explains = residualizeStyles ? market.residuals() : day.returns();
    WeightedFit styles = WeightedFit.of(day.styles(), weights, explains);

    int groups = day.groups().length;
    double[] returns = new double[1 + groups + day.styles().length];
    double[] errors = new double[returns.length];
    double marketVariance = variance(market, weights);
    returns[0] = market.coefficients()[0];
    errors[0] = Math.sqrt(marketVariance * market.inverse()[0][0]);
    groupReturns(market, marketVariance, groups, returns, errors);
    double[] residuals = market.residuals().clone();
    double styleVariance = variance(styles, weights);
    for (int k = 0; k < day.styles().length; k++) {
      double coefficient = styles.coefficients()[k];
      returns[1 + groups + k] = coefficient;
      errors[1 + groups + k] = Math.sqrt(styleVariance * styles.inverse()[k][k]);
      for (int i = 0; i < residuals.length; i++) {
        residuals[i] -= coefficient * day.styles()[k][i];
      }
    }
    double[] t = new double[returns.length];
    Arrays.setAll(t, i -> errors[i] > 0 ? returns[i] / errors[i] : Double.NaN);
    return new FactorRegression(returns, t, residuals, rSquared(day.returns(), residuals, weights));
  }

  /// The market's column of ones, and each group but the last less the last.
  private static double[][] substituted(double[][] groups, int assets) {
    double[][] columns = new double[Math.max(1, groups.length)][assets];
    Arrays.fill(columns[0], 1);
    for (int s = 0; s + 1 < groups.length; s++) {
      for (int i = 0; i < assets; i++) {
        columns[1 + s][i] = groups[s][i] - groups[groups.length - 1][i];
      }
    }
    return columns;
  }

  private static void groupReturns(
      WeightedFit market, double variance, int groups, double[] returns, double[] errors) {
    double last = 0;
    double lastSquare = 0;
    for (int s = 1; s < groups; s++) {
      returns[s] = market.coefficients()[s];
      errors[s] = Math.sqrt(variance * market.inverse()[s][s]);
      last -= returns[s];
      for (int other = 1; other < groups; other++) {
        lastSquare += market.inverse()[s][other];
      }
    }
    if (groups > 0) {
      returns[groups] = last;
      errors[groups] = Math.sqrt(variance * lastSquare);
    }
  }

  private static double variance(WeightedFit fit, double[] weights) {
    int freedom = weights.length - fit.coefficients().length;
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * fit.residuals()[i] * fit.residuals()[i];
    }
    return freedom > 0 ? sum / freedom : Double.NaN;
  }

  private static OptionalDouble rSquared(double[] returns, double[] residuals, double[] weights) {
    double mean = WeightedFit.dot(returns, weights) / Arrays.stream(weights).sum();
    double left = 0;
    double total = 0;
    for (int i = 0; i < returns.length; i++) {
      left += weights[i] * residuals[i] * residuals[i];
      total += weights[i] * (returns[i] - mean) * (returns[i] - mean);
    }
    return total > 0 ? OptionalDouble.of(1 - left / total) : OptionalDouble.empty();
  }

  /// How much the variance of each style's return is inflated by the other styles.
  ///
  /// **Definition** the diagonal of the inverse of the styles' correlation matrix. **Unit** 1 or
  /// more. **Undefined** for a style without deviation.
  ///
  /// **Source** Marquardt (1970), Technometrics 12(3).
  public static double[] inflation(double[][] styles) {
    int k = styles.length;
    double[][] scores = new double[k][];
    Arrays.setAll(scores, i -> Scores.standardize(styles[i]));
    double[][] correlation = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        correlation[i][j] = WeightedFit.dot(scores[i], scores[j]) / (scores[i].length - 1);
      }
    }
    boolean undefined =
        Arrays.stream(correlation).flatMapToDouble(Arrays::stream).anyMatch(Double::isNaN);
    double[][] inverse = undefined || k == 0 ? correlation : WeightedFit.pseudoInverse(correlation);
    double[] factors = new double[k];
    Arrays.setAll(factors, i -> undefined ? Double.NaN : inverse[i][i]);
    return factors;
  }
}
