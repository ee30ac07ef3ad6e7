package dev.nautilus.hub.vendor;

/// How much a call to a vendor matters. The more urgent goes first, and each kind leaves a part of
/// a quota to those above it.
public enum Urgency {
  /// Somebody waits for the answer.
  REQUEST(1.0),
  /// The hub keeps fresh what somebody follows.
  POLLING(0.8),
  /// The hub guesses what will be asked next: never waits, and takes nothing that others may need.
  PREFETCH(0.5);

  private final double share;

  Urgency(double share) {
    this.share = share;
  }

  boolean outranks(Urgency other) {
    return compareTo(other) < 0;
  }

  /// How many calls of an allowance it may use up; the rest is for the more urgent.
  int shareOf(int allowance) {
    return (int) (allowance * share);
  }
}
