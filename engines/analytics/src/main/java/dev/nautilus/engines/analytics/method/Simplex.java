package dev.nautilus.engines.analytics.method;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Minimum of a function without derivatives.
///
/// **Source** Nelder & Mead (1965), Computer Journal 7(4); reflection 1, expansion 2, contraction
/// and shrinkage 0.5; the first simplex is 5 % wide, the search ends when points and values lie
/// within 1e-4 of the best, or fails after 200 steps a dimension: what scipy takes unless told
/// otherwise. Deterministic.
final class Simplex {
  private static final double CLOSE = 1e-4;
  private static final double WIDTH = 0.05;
  private static final double WIDTH_AT_ZERO = 0.00025;

  private final ToDoubleFunction<double[]> function;
  private final int most;
  private int calls;
  private final Point[] points;

  @SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
  private record Point(double[] at, double value) {}

  private Simplex(ToDoubleFunction<double[]> function, double[] start) {
    this.function = function;
    most = 200 * start.length;
    points = new Point[start.length + 1];
    points[0] = point(start);
    for (int k = 0; k < start.length; k++) {
      double[] next = start.clone();
      next[k] = next[k] == 0 ? WIDTH_AT_ZERO : next[k] * (1 + WIDTH);
      points[k + 1] = point(next);
    }
    sort();
  }

  /// Searches.
  ///
  /// @return where the minimum is; empty when the search did not end in time
  static Optional<double[]> minimum(ToDoubleFunction<double[]> function, double[] start) {
    Simplex simplex = new Simplex(function, start);
    int steps = 1;
    while (simplex.calls < simplex.most && steps < simplex.most) {
      if (simplex.isClose()) {
        return Optional.of(simplex.points[0].at);
      }
      simplex.step();
      steps++;
    }
    return Optional.empty();
  }

  private Point point(double[] at) {
    calls++;
    return new Point(at, function.applyAsDouble(at));
  }

  private void sort() {
    Arrays.sort(points, Comparator.comparingDouble(Point::value));
  }

  private boolean isClose() {
    for (int i = 1; i < points.length; i++) {
      if (Math.abs(points[i].value - points[0].value) > CLOSE) {
        return false;
      }
      for (int k = 0; k < points[0].at.length; k++) {
        if (Math.abs(points[i].at[k] - points[0].at[k]) > CLOSE) {
          return false;
        }
      }
    }
    return true;
  }

  private void step() {
    int last = points.length - 1;
    Point worst = points[last];
    Point reflected = along(1);
    if (reflected.value < points[0].value) {
      Point expanded = along(2);
      points[last] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < points[last - 1].value) {
      points[last] = reflected;
    } else if (reflected.value < worst.value) {
      Point outside = along(0.5);
      accept(outside, outside.value <= reflected.value);
    } else {
      Point inside = along(-0.5);
      accept(inside, inside.value < worst.value);
    }
    sort();
  }

  private void accept(Point contracted, boolean better) {
    if (better) {
      points[points.length - 1] = contracted;
      return;
    }
    double[] best = points[0].at;
    for (int i = 1; i < points.length; i++) {
      double[] at = points[i].at.clone();
      for (int k = 0; k < at.length; k++) {
        at[k] = best[k] + 0.5 * (at[k] - best[k]);
      }
      points[i] = point(at);
    }
  }

  /// The point so many times the way from the worst point to the centre of the others, beyond it.
  private Point along(double times) {
    int last = points.length - 1;
    double[] at = new double[last];
    for (int k = 0; k < last; k++) {
      double centre = 0;
      for (int i = 0; i < last; i++) {
        centre += points[i].at[k];
      }
      centre /= last;
      at[k] = (1 + times) * centre - times * points[last].at[k];
    }
    return point(at);
  }
}
