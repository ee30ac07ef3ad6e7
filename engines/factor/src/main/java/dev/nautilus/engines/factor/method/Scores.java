package dev.nautilus.engines.factor.method;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Numbers of a cross-section made comparable. NaN stands for a missing number: it is in no mean
/// and stays NaN.
public final class Scores {
  private Scores() {}

  /// Numbers less their mean.
  public static double[] center(double[] values) {
    double mean = mean(values);
    return map(values, value -> value - mean);
  }

  /// Numbers less their mean, over their standard deviation (with n - 1). **Undefined** for all
  /// when there are fewer than two or all are equal.
  public static double[] standardize(double[] values) {
    double mean = mean(values);
    double squares = 0;
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        squares += (value - mean) * (value - mean);
        count++;
      }
    }
    double deviation = count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    // Of equal numbers the rounding of their mean may leave a trace: that is no deviation.
    boolean flat = deviation <= Math.abs(mean) * 1e-14;
    return map(values, value -> flat ? Double.NaN : (value - mean) / deviation);
  }

  /// Numbers stretched so that the smallest is `lower` and the largest `upper`; equal ones are all
  /// `lower`.
  public static double[] norm(double[] values, double lower, double upper) {
    double least = Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
    double most = Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
    double range = most == least ? 1 : most - least;
    return map(values, value -> lower + (value - least) / range * (upper - lower));
  }

  /// Numbers held between their quantiles `percentile` and `1 - percentile`.
  ///
  /// @param percentile 0 to 0.5
  public static double[] winsorize(double[] values, double percentile) {
    requireFraction(percentile, 0.5);
    double[] sorted = sorted(values);
    double lower = quantile(sorted, percentile);
    double upper = quantile(sorted, 1 - percentile);
    return map(values, value -> Math.clamp(value, lower, upper));
  }

  /// Numbers outside two quantiles; those between them become `fill`.
  ///
  /// @param lower 0 to 1
  /// @param upper `lower` to 1
  public static double[] tails(double[] values, double lower, double upper, double fill) {
    requireFraction(lower, 1);
    requireFraction(upper, 1);
    double[] sorted = sorted(values);
    double low = quantile(sorted, lower);
    double high = quantile(sorted, upper);
    return map(values, value -> value > low && value < high ? fill : value);
  }

  /// The quantile of sorted numbers, linear between neighbours (type 7 of Hyndman & Fan, 1996, as
  /// numpy and R have it). **Undefined** of none.
  public static double quantile(double[] sorted, double fraction) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = (sorted.length - 1) * fraction;
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /// Does the same to each group.
  ///
  /// @param groups name of each number's group
  public static double[] byGroup(
      List<String> groups, double[] values, UnaryOperator<double[]> score) {
    if (groups.size() != values.length) {
      throw new IllegalArgumentException(
          "groups must pair up with values, were " + groups.size() + " and " + values.length);
    }
    Map<String, int[]> members = new LinkedHashMap<>();
    groups.forEach(
        group ->
            members.computeIfAbsent(
                group,
                name ->
                    IntStream.range(0, values.length)
                        .filter(i -> groups.get(i).equals(name))
                        .toArray()));
    double[] scored = new double[values.length];
    members
        .values()
        .forEach(
            places -> {
              double[] part =
                  score.apply(Arrays.stream(places).mapToDouble(i -> values[i]).toArray());
              for (int i = 0; i < places.length; i++) {
                scored[places[i]] = part[i];
              }
            });
    return scored;
  }

  /// Weights that halve every `halfLife` steps into the past, oldest first, the newest 1.
  public static double[] exponentialWeights(int window, double halfLife) {
    if (window < 1 || !(halfLife > 0)) {
      throw new IllegalArgumentException(
          "window must be 1 or more and half-life more than 0, were "
              + window
              + " and "
              + halfLife);
    }
    double[] weights = new double[window];
    Arrays.setAll(weights, i -> Math.pow(2, -(window - 1 - i) / halfLife));
    return weights;
  }

  private static double mean(double[] values) {
    double sum = 0;
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }

  private static double[] map(double[] values, DoubleUnaryOperator by) {
    double[] mapped = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      mapped[i] = Double.isNaN(values[i]) ? Double.NaN : by.applyAsDouble(values[i]);
    }
    return mapped;
  }

  private static void requireFraction(double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException("must be 0 to " + most + ", was " + value);
    }
  }
}
