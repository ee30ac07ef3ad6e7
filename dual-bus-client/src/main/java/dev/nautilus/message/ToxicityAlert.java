package dev.nautilus.message;

import java.time.Instant;

/// The flow in an instrument became toxic, or ceased to be. Express lane.
///
/// @param change which way
/// @param score fraction in [0, 1] that crossed the threshold
/// @param threshold the one crossed: to enter it is higher than to leave
/// @param at when it crossed (UTC)
/// @param simulated true when any input does not come from a real market
public record ToxicityAlert(
    InstrumentId instrument,
    Change change,
    double score,
    double threshold,
    Instant at,
    boolean simulated) {

  /// Which way.
  public enum Change {
    /// Toxic from now on.
    ENTERED,
    /// No longer toxic.
    LEFT
  }

  public ToxicityAlert {
    Guard.fraction(score, "score");
    Guard.fraction(threshold, "threshold");
  }
}
