package dev.nautilus.quant.performance;

/// The first four moments of a stream, one update at a time. Never sums of powers: those lose all
/// digits where the mean is large.
///
/// **Source** Pébay (2008), Sandia SAND2008-6212.
///
/// @param count how many values
/// @param mean 0 while there are none
/// @param m2 sum of squared distances from the mean
/// @param m3 sum of their cubes
/// @param m4 sum of their fourth powers
public record HigherMoments(long count, double mean, double m2, double m3, double m4) {
  /// No values.
  public static final HigherMoments NONE = new HigherMoments(0, 0, 0, 0, 0);

  /// Of an array; a `NaN` is left out.
  public static HigherMoments of(double[] values) {
    HigherMoments moments = NONE;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        moments = moments.plus(value);
      }
    }
    return moments;
  }

  /// One value more.
  public HigherMoments plus(double value) {
    double n = count + 1.0;
    double delta = value - mean;
    double step = delta / n;
    double square = step * step;
    double term = delta * step * count;
    return new HigherMoments(
        count + 1,
        mean + step,
        m2 + term,
        m3 + term * step * (n - 2) - 3 * step * m2,
        m4 + term * square * (n * n - 3 * n + 3) + 6 * square * m2 - 4 * step * m3);
  }

  /// Sum of squares over `n - 1`; `NaN` below two values.
  public double sampleVariance() {
    return count < 2 ? Double.NaN : m2 / (count - 1);
  }

  /// Square root of the sample variance.
  public double deviation() {
    return Math.sqrt(sampleVariance());
  }

  double third() {
    return m3 / count;
  }

  double fourth() {
    return m4 / count;
  }

  /// `m3 / m2^1.5` with divisor `n`; `NaN` for values that do not vary.
  public double skewness() {
    double variance = m2 / count;
    return variance > 0 ? third() / Math.pow(variance, 1.5) : Double.NaN;
  }

  /// `m4 / m2^2` with divisor `n`; `NaN` for values that do not vary.
  public double kurtosis() {
    double variance = m2 / count;
    return variance > 0 ? fourth() / (variance * variance) : Double.NaN;
  }
}
