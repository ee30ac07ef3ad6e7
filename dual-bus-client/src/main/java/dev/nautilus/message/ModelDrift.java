package dev.nautilus.message;

import java.time.Instant;
import java.util.OptionalDouble;

/// A model no longer fits what it sees.
///
/// @param model which model
/// @param modelVersion content hash of its state when the drift was seen
/// @param detector which test spoke (`adwin`, `page_hinkley`, `ddm`, `hddm_a` ...)
/// @param index how many examples it had seen, counted from 0
/// @param statistic what the detector measured, in its own unit
/// @param threshold what it was held against; missing where the detector has none
/// @param action what was done about it
/// @param at when it was seen (UTC)
/// @param simulated true when any input does not come from a real market
public record ModelDrift(
    String model,
    String modelVersion,
    String detector,
    long index,
    double statistic,
    OptionalDouble threshold,
    Action action,
    Instant at,
    boolean simulated) {

  /// What was done.
  public enum Action {
    /// Told, nothing else.
    REPORTED,
    /// The model starts anew.
    RESET,
    /// The shadow model took over.
    REPLACED
  }

  public ModelDrift {
    Guard.text(model, "model");
    Guard.text(detector, "detector");
    Guard.notNegative(index, "index");
    Guard.finite(statistic, "statistic");
    Guard.finite(threshold, "threshold");
  }
}
