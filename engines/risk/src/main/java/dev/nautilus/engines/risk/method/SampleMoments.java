package dev.nautilus.engines.risk.method;

/// Mean and central moments of a sample, divisor `n` throughout.
///
/// Two passes over the values: sums of powers lose all digits where the mean is large.
///
/// @param count how many values
/// @param mean their mean
/// @param second second central moment, the variance with divisor `n`
/// @param third third central moment
/// @param fourth fourth central moment
public record SampleMoments(int count, double mean, double second, double third, double fourth) {
  /// Moments of the values; `NaN` of none.
  public static SampleMoments of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (double value : values) {
      double distance = value - mean;
      double square = distance * distance;
      second += square;
      third += square * distance;
      fourth += square * square;
    }
    int n = values.length;
    return new SampleMoments(n, mean, second / n, third / n, fourth / n);
  }

  /// Standard deviation, divisor `n`, in the unit of the values.
  public double deviation() {
    return Math.sqrt(second);
  }

  /// Third standardised moment; `NaN` where the values do not vary.
  public double skewness() {
    return third / Math.pow(second, 1.5);
  }

  /// Fourth standardised moment less 3; `NaN` where the values do not vary.
  public double excessKurtosis() {
    return fourth / (second * second) - 3;
  }
}
