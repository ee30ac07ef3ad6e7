package dev.nautilus.engines.features.method;

import java.util.List;

/// The checked parameters of one feature, by position.
record Params(List<Double> values) {

  /// A count of bars.
  int whole(int index) {
    return (int) at(index);
  }

  double at(int index) {
    return values.get(index);
  }

  /// The larger of two bar counts.
  int largest(int first, int second) {
    return Math.max(whole(first), whole(second));
  }
}
