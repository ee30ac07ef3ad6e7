package dev.nautilus.quant.performance;

/// Skewness and kurtosis of returns. Estimators differ, so each says which it is.
///
/// **Source** Joanes & Gill (1998), The Statistician 47(1). **Unit** none. **Undefined** for values
/// that do not vary, and below the number of values that the estimator divides by.
public final class Shape {
  private Shape() {}

  /// Moment estimator `m3 / m2^1.5`, moments with divisor `n`.
  public static double skewness(double[] values) {
    return HigherMoments.of(values).skewness();
  }

  /// Moment estimator `m4 / m2^2`: 3 for a normal distribution.
  public static double kurtosis(double[] values) {
    return HigherMoments.of(values).kurtosis();
  }

  /// `m4 / m2^2 - 3`: 0 for a normal distribution.
  public static double excessKurtosis(double[] values) {
    return kurtosis(values) - 3;
  }

  /// Sample skewness `n / ((n-1)(n-2)) sum z^3`, `z` with the sample standard deviation.
  public static double sampleSkewness(double[] values) {
    HigherMoments moments = HigherMoments.of(values);
    double n = moments.count();
    return n < 3 ? Double.NaN : n * n / ((n - 1) * (n - 2)) * moments.third() / cube(moments);
  }

  private static double cube(HigherMoments moments) {
    return Math.pow(moments.sampleVariance(), 1.5);
  }

  /// Sample kurtosis `n(n+1) / ((n-1)(n-2)(n-3)) sum z^4`, not in excess of a normal one.
  public static double sampleKurtosis(double[] values) {
    HigherMoments moments = HigherMoments.of(values);
    double n = moments.count();
    if (n < 4) {
      return Double.NaN;
    }
    double variance = moments.sampleVariance();
    return n
        * (n + 1)
        / ((n - 1) * (n - 2) * (n - 3))
        * (moments.fourth() * n)
        / (variance * variance);
  }

  /// Sample kurtosis in excess of a normal one, `G2` of the source.
  public static double sampleExcessKurtosis(double[] values) {
    double n = HigherMoments.of(values).count();
    return sampleKurtosis(values) - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3));
  }
}
