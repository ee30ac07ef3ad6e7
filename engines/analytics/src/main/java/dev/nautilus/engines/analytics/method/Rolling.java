package dev.nautilus.engines.analytics.method;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/// A measure over each full window of a series, oldest first; no value before the window is full.
public final class Rolling {
  private Rolling() {}

  /// Of one series.
  ///
  /// @param window periods, 1 or more
  public static double[] of(double[] values, int window, ToDoubleFunction<double[]> measure) {
    double[] rolled = new double[windows(values.length, window)];
    Arrays.setAll(rolled, i -> measure.applyAsDouble(Arrays.copyOfRange(values, i, i + window)));
    return rolled;
  }

  /// Of two series that pair up.
  public static double[] of(
      double[] values,
      double[] others,
      int window,
      ToDoubleBiFunction<double[], double[]> measure) {
    if (values.length != others.length) {
      throw new IllegalArgumentException(
          "series must pair up, had %d and %d values".formatted(values.length, others.length));
    }
    double[] rolled = new double[windows(values.length, window)];
    Arrays.setAll(
        rolled,
        i ->
            measure.applyAsDouble(
                Arrays.copyOfRange(values, i, i + window),
                Arrays.copyOfRange(others, i, i + window)));
    return rolled;
  }

  private static int windows(int length, int window) {
    if (window < 1) {
      throw new IllegalArgumentException("window must be 1 or more, was " + window);
    }
    return Math.max(0, length - window + 1);
  }
}
