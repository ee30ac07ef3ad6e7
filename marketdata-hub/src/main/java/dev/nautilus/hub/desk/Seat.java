package dev.nautilus.hub.desk;

import dev.nautilus.hub.desk.Flights.Landing;
import dev.nautilus.hub.vendor.Refusal;
import java.util.concurrent.CompletableFuture;

/// Where a question waits for its answer.
///
/// @param inquiry the question
/// @param held the question in whose answer the answer lies; often the same
/// @param landing the answer
/// @param own whether the call is made for this question
/// @param guessed whether the call was begun as a guess, by others
record Seat(
    Inquiry inquiry,
    Inquiry held,
    CompletableFuture<Landing> landing,
    boolean own,
    boolean guessed) {

  /// With the answer at hand.
  static Seat taken(Inquiry inquiry, Inquiry held, Reading<Sheet> now) {
    Landing landed = new Landing(now, false);
    return new Seat(inquiry, held, CompletableFuture.completedFuture(landed), false, false);
  }

  /// Whether we waited for a guess that found no call to spare: that says nothing to us.
  boolean isOthersGuess(Landing landing) {
    return guessed
        && landing.reading() instanceof Reading.Refused<Sheet> refused
        && refused.why() == Refusal.OVER_BUDGET;
  }
}
