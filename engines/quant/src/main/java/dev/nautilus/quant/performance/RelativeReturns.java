package dev.nautilus.quant.performance;

import java.util.Arrays;

/// Returns held against those of a benchmark over the same periods. A period in which either is
/// missing is left out.
///
/// **Sources** Jensen (1968), J. Finance 23(2), for alpha and beta; Grinold & Kahn (2000) for the
/// information ratio; Bacon (2008) ch. 3 for capture. **Unit** fractions and ratios.
public final class RelativeReturns {
  private RelativeReturns() {}

  /// Slope of the regression on the benchmark. Undefined below two pairs, and when the benchmark
  /// does not vary.
  public static double beta(double[] returns, double[] benchmark) {
    return CoMoments.of(benchmark, returns).slope();
  }

  /// Intercept of that regression per period.
  public static double alpha(double[] returns, double[] benchmark, double riskFree) {
    CoMoments moments = CoMoments.of(benchmark, returns);
    return moments.meanY() - riskFree - moments.slope() * (moments.meanX() - riskFree);
  }

  /// Intercept of that regression as a rate per year, `(1 + alpha)^A - 1`.
  public static double annualAlpha(
      double[] returns, double[] benchmark, double riskFree, double periodsPerYear) {
    return Math.pow(1 + alpha(returns, benchmark, riskFree), periodsPerYear) - 1;
  }

  /// Standard deviation of the difference, a year's. Undefined below two pairs.
  public static double trackingError(double[] returns, double[] benchmark, double periodsPerYear) {
    return Returns.annualVolatility(Sample.minus(returns, benchmark), periodsPerYear);
  }

  /// Mean difference over its standard deviation, per period. Undefined below two pairs, and when
  /// the difference is always 0.
  public static double informationRatio(double[] returns, double[] benchmark) {
    double[] active = Sample.minus(returns, benchmark);
    return Sample.mean(active) / Sample.deviation(active);
  }

  /// Annual return over the benchmark's. Undefined without periods.
  public static double capture(double[] returns, double[] benchmark, double periodsPerYear) {
    return Returns.annual(returns, periodsPerYear) / Returns.annual(benchmark, periodsPerYear);
  }

  /// Capture over the periods in which the benchmark rose. Undefined without one.
  public static double upCapture(double[] returns, double[] benchmark, double periodsPerYear) {
    return capture(where(returns, benchmark, 1), where(benchmark, benchmark, 1), periodsPerYear);
  }

  /// Capture over the periods in which the benchmark fell. Undefined without one.
  public static double downCapture(double[] returns, double[] benchmark, double periodsPerYear) {
    return capture(where(returns, benchmark, -1), where(benchmark, benchmark, -1), periodsPerYear);
  }

  /// The values of those periods in which the benchmark went one way.
  ///
  /// @param sign 1 for up, -1 for down
  public static double[] where(double[] values, double[] benchmark, int sign) {
    Sample.requirePairs(values, benchmark);
    double[] kept = new double[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (benchmark[i] * sign > 0) {
        kept[count++] = values[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
