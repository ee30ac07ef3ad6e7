package dev.nautilus.quant.flow;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/// The last `size` values and their statistics, taken anew from the values each time: O(size), no
/// rounding errors that pile up. `NaN` while there are fewer.
public final class RecentValues {
  private final int size;
  private final Deque<Double> values = new ArrayDeque<>();

  /// An empty window.
  ///
  /// @param size 2 or more
  public RecentValues(int size) {
    if (size < 2) {
      throw new IllegalArgumentException("size must be 2 or more, was " + size);
    }
    this.size = size;
  }

  /// Adds a value; one that is not a number empties the window, as nothing is known across it.
  public void add(double value) {
    if (Double.isNaN(value)) {
      values.clear();
      return;
    }
    values.addLast(value);
    if (values.size() > size) {
      values.removeFirst();
    }
  }

  /// Whether there are enough values.
  public boolean isFull() {
    return values.size() == size;
  }

  /// Mean of the values.
  public double mean() {
    return isFull() ? plainMean(values) : Double.NaN;
  }

  /// Sample standard deviation (divisor `size - 1`).
  public double deviation() {
    if (!isFull()) {
      return Double.NaN;
    }
    Moments moments = Moments.NONE;
    for (double value : values) {
      moments = moments.plus(value);
    }
    return moments.deviation();
  }

  /// Sample covariance with another window, value by value.
  ///
  /// @param other of the same size
  public double covariance(RecentValues other) {
    if (!isFull() || !other.isFull()) {
      return Double.NaN;
    }
    double mean = plainMean(values);
    double otherMean = plainMean(other.values);
    double sum = 0;
    var others = other.values.iterator();
    for (double value : values) {
      sum += (value - mean) * (others.next() - otherMean);
    }
    return sum / (size - 1);
  }

  private static double plainMean(Collection<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }

  /// The values, oldest first; what to go on from.
  public List<Double> state() {
    return List.copyOf(values);
  }

  /// Goes on from a state.
  public RecentValues restore(List<Double> state) {
    values.clear();
    state.forEach(this::add);
    return this;
  }
}
