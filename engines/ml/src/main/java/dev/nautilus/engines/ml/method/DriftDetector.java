package dev.nautilus.engines.ml.method;

import java.util.Optional;
import java.util.OptionalDouble;

/// Watches the errors of a model, one by one, and says when they are no longer what they were. It
/// starts anew after each time it has spoken.
public sealed interface DriftDetector extends Restorable
    permits Adwin, Ddm, HddmA, HddmW, PageHinkley {
  /// Takes an error in.
  ///
  /// @param error from 0 to 1; 0 or 1 for a model that names a class
  /// @return what was found, if something was
  Optional<Drift> update(double error);

  /// What a detector found.
  ///
  /// @param statistic what was measured, in the detector's own unit
  /// @param threshold what it was held against
  /// @param rose whether there are more errors than before
  record Drift(double statistic, OptionalDouble threshold, boolean rose) {}
}
