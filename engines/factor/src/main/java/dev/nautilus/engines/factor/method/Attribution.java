package dev.nautilus.engines.factor.method;

/// Where a portfolio's return came from, day by day.
///
/// **Definition** exposure `e_f = sum w_i b_if`; common = sum e_f f_f; specific = total - common;
/// tilt = mean over time of e_f times f_f; timing = common - tilt. **Unit** fractions of the day.
///
/// **Source** empyrical, `perf_attrib`.
///
/// @param exposures by day, then factor
/// @param byFactor what each factor contributed, by day, then factor
/// @param common what all factors contributed, by day
/// @param specific what they did not
/// @param tilt what the mean exposures contributed
/// @param timing what moving around them did
@SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
public record Attribution(
    double[][] exposures,
    double[][] byFactor,
    double[] common,
    double[] specific,
    double[] tilt,
    double[] timing) {

  /// Attributes.
  ///
  /// @param total return of the portfolio, by day
  /// @param weights by day, then asset
  /// @param loadings by day, then asset, then factor
  /// @param factorReturns by day, then factor
  public static Attribution of(
      double[] total, double[][] weights, double[][][] loadings, double[][] factorReturns) {
    int days = total.length;
    if (weights.length != days || loadings.length != days || factorReturns.length != days) {
      throw new IllegalArgumentException(
          "weights, loadings and factor returns must have %d days, had %d, %d and %d"
              .formatted(days, weights.length, loadings.length, factorReturns.length));
    }
    if (days == 0) {
      throw new IllegalArgumentException("an attribution must have days, had none");
    }
    int factors = factorReturns[0].length;
    double[][] exposures = new double[days][factors];
    double[] mean = new double[factors];
    for (int t = 0; t < days; t++) {
      for (int i = 0; i < weights[t].length; i++) {
        for (int f = 0; f < factors; f++) {
          exposures[t][f] += weights[t][i] * loadings[t][i][f];
        }
      }
      for (int f = 0; f < factors; f++) {
        mean[f] += exposures[t][f] / days;
      }
    }
    double[][] byFactor = new double[days][factors];
    double[] common = new double[days];
    double[] specific = new double[days];
    double[] tilt = new double[days];
    double[] timing = new double[days];
    for (int t = 0; t < days; t++) {
      for (int f = 0; f < factors; f++) {
        byFactor[t][f] = exposures[t][f] * factorReturns[t][f];
        common[t] += byFactor[t][f];
        tilt[t] += mean[f] * factorReturns[t][f];
      }
      specific[t] = total[t] - common[t];
      timing[t] = common[t] - tilt[t];
    }
    return new Attribution(exposures, byFactor, common, specific, tilt, timing);
  }
}
