package dev.nautilus.engines.ml;

import dev.nautilus.engines.ml.method.PendingLabel;

/// What a model has said at a bar, until it is known how it came out. Confined to the engine
/// thread.
final class Example {
  private final long second;
  private final PendingLabel label;
  private final double[] row;
  private final double[] said;

  /// @param second start of the bar, seconds since 1970
  /// @param row the scaled inputs, shared with other models and never changed
  /// @param said what each learner expected, in the order of the model's learners; `NaN` where it
  ///   did not know
  Example(long second, PendingLabel label, double[] row, double[] said) {
    this.second = second;
    this.label = label;
    this.row = row;
    this.said = said;
  }

  long second() {
    return second;
  }

  PendingLabel label() {
    return label;
  }

  /// Not a copy.
  double[] row() {
    return row;
  }

  double said(int learner) {
    return said[learner];
  }

  int learners() {
    return said.length;
  }

  /// The learner has begun anew: what it had said counts no more.
  void unsay(int learner) {
    said[learner] = Double.NaN;
  }
}
