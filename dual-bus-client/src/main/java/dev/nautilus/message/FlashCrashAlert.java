package dev.nautilus.message;

import java.time.Duration;
import java.time.Instant;

/// A price fell or rose too far too fast. Express lane.
///
/// @param move change over the window, a fraction of the price it began at; negative for a fall
/// @param threshold the size of move that counts, more than 0
/// @param window how long the move took at most, more than zero
/// @param from price it began at
/// @param to price it reached
/// @param at when it was seen (UTC)
/// @param simulated true when any input does not come from a real market
public record FlashCrashAlert(
    InstrumentId instrument,
    double move,
    double threshold,
    Duration window,
    double from,
    double to,
    Instant at,
    boolean simulated) {

  public FlashCrashAlert {
    Guard.finite(move, "move");
    Guard.positive(threshold, "threshold");
    Guard.finite(from, "from");
    Guard.finite(to, "to");
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("window must be more than zero, was " + window);
    }
  }
}
