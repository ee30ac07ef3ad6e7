package dev.nautilus.quant.performance;

import dev.nautilus.quant.flow.Moments;
import java.util.Arrays;

/// Statistics of plain numbers; a `NaN` among them is left out.
public final class Sample {
  private Sample() {}

  /// The values that are numbers.
  public static double[] known(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }

  /// Count, mean and squared distances.
  public static Moments moments(double[] values) {
    Moments moments = Moments.NONE;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        moments = moments.plus(value);
      }
    }
    return moments;
  }

  /// Arithmetic mean; `NaN` without values.
  public static double mean(double[] values) {
    Moments moments = moments(values);
    return moments.count() == 0 ? Double.NaN : moments.mean();
  }

  /// Standard deviation with divisor `n - 1`; `NaN` below two values.
  public static double deviation(double[] values) {
    return moments(values).deviation();
  }

  /// Values less others of the same place.
  ///
  /// @throws IllegalArgumentException when the lengths differ
  public static double[] minus(double[] values, double[] others) {
    requirePairs(values, others);
    double[] differences = new double[values.length];
    Arrays.setAll(differences, i -> values[i] - others[i]);
    return differences;
  }

  /// Values less a number.
  public static double[] minus(double[] values, double number) {
    return Arrays.stream(values).map(value -> value - number).toArray();
  }

  static void requirePairs(double[] values, double[] others) {
    if (values.length != others.length) {
      throw new IllegalArgumentException(
          "series must pair up, had %d and %d values".formatted(values.length, others.length));
    }
  }

  /// A quantile, linear between the order statistics (type 7 of Hyndman & Fan 1996, what R and
  /// numpy do unless told otherwise).
  ///
  /// @param share in [0, 1]
  /// @return `NaN` without values
  public static double quantile(double[] values, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in [0, 1], was " + share);
    }
    double[] sorted = known(values);
    if (sorted.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(sorted);
    double place = (sorted.length - 1) * share;
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
