package dev.nautilus.engines.ml;

import dev.nautilus.engines.ml.method.PendingLabel;

/// What a model has said at a bar, until it is known how it came out.
///
/// @param second start of the bar, seconds since 1970
/// @param row the scaled inputs, shared with other models and never changed
/// @param said what each learner expected, in the order of the model's learners; `NaN` where it did
///   not know
record Example(long second, PendingLabel label, double[] row, double[] said) {}
