package dev.nautilus.hub.desk;

import dev.nautilus.hub.vendor.Errand;
import dev.nautilus.hub.vendor.Urgency;
import dev.nautilus.message.InstrumentId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The questions that are being asked right now. Whoever claims one must land it, whatever happens;
/// everybody else waits for that.
final class Flights {
  private final ConcurrentHashMap<Inquiry, Claim> underway = new ConcurrentHashMap<>();

  /// What came of a flight.
  ///
  /// @param paid true for the one question of several in a call that counts as the call
  record Landing(Reading<Sheet> reading, boolean paid) {}

  /// One's part in a flight.
  ///
  /// @param errand why it is made; shared by all who wait for it
  /// @param begunAs how urgent it was when it began
  /// @param own true when the caller must fetch and land it
  record Claim(
      Inquiry inquiry,
      CompletableFuture<Landing> landing,
      Errand errand,
      Urgency begunAs,
      boolean own) {}

  /// Joins the flight of an inquiry, which makes it as urgent as this errand, or begins one.
  Claim claim(Inquiry inquiry, Errand errand) {
    Urgency urgency = errand.urgency();
    Claim mine = new Claim(inquiry, new CompletableFuture<>(), errand, urgency, true);
    Claim theirs = underway.putIfAbsent(inquiry, mine);
    if (theirs == null) {
      return mine;
    }
    theirs.errand().raise(urgency);
    return new Claim(inquiry, theirs.landing(), theirs.errand(), theirs.begunAs(), false);
  }

  /// Ends a flight. What was found must be on the shelf by now, so that nobody falls between.
  void land(Claim claim, Landing landing) {
    underway.remove(claim.inquiry(), claim);
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

  /// Whether somebody is asking this now.
  boolean isUnderway(Inquiry inquiry) {
    return underway.containsKey(inquiry);
  }

  int size() {
    return underway.size();
  }

  /// What these are about, where it is an instrument.
  static List<InstrumentId> instruments(List<Claim> claims) {
    List<InstrumentId> instruments = new ArrayList<>();
    for (Claim claim : claims) {
      InstrumentId instrument = claim.inquiry().instrument();
      if (instrument != null) {
        instruments.add(instrument);
      }
    }
    return instruments;
  }

  /// Of those who share a call, the errand of whom it matters most to.
  static Errand mostUrgent(List<Claim> claims) {
    return claims.stream()
        .map(Claim::errand)
        .min(Comparator.comparing(Errand::urgency))
        .orElseThrow();
  }
}
