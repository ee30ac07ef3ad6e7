package dev.nautilus.hub.desk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The questions that are being asked right now. Whoever claims one must land it, whatever happens;
/// everybody else waits for that.
final class Flights {
  private final ConcurrentHashMap<Inquiry, CompletableFuture<Landing>> underway =
      new ConcurrentHashMap<>();

  /// What came of a flight.
  ///
  /// @param paid true for the one question of several in a call that counts as the call
  record Landing(Reading<Sheet> reading, boolean paid) {}

  /// One's part in a flight.
  ///
  /// @param own true when the caller must fetch and land it
  record Claim(Inquiry inquiry, CompletableFuture<Landing> landing, boolean own) {}

  Claim claim(Inquiry inquiry) {
    CompletableFuture<Landing> mine = new CompletableFuture<>();
    CompletableFuture<Landing> theirs = underway.putIfAbsent(inquiry, mine);
    return theirs == null ? new Claim(inquiry, mine, true) : new Claim(inquiry, theirs, false);
  }

  /// Ends a flight. What was found must be on the shelf by now, so that nobody falls between.
  void land(Claim claim, Landing landing) {
    underway.remove(claim.inquiry(), claim.landing());
    claim.landing().complete(landing);
  }

  /// Ends whatever of these has not landed.
  void abandon(List<Claim> claims, Reading<Sheet> reading) {
    for (Claim claim : claims) {
      if (!claim.landing().isDone()) {
        land(claim, new Landing(reading, false));
      }
    }
  }

  int size() {
    return underway.size();
  }
}
