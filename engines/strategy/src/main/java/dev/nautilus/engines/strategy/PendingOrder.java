package dev.nautilus.engines.strategy;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An order that is on its way.
///
/// @param leaves whether it makes a position smaller
/// @param decided whether a decision was heard
/// @param firstTick first tick of the clock that found it without one; null before
record PendingOrder(
    String id, boolean leaves, boolean decided, Instant expiresAt, @Nullable Instant firstTick) {

  /// One that was just asked for.
  static PendingOrder asked(String id, boolean leaves, Instant expiresAt) {
    return new PendingOrder(id, leaves, false, expiresAt, null);
  }

  /// It may be filled now, or was given up.
  PendingOrder heard() {
    return new PendingOrder(id, leaves, true, expiresAt, firstTick);
  }

  /// The clock runs for whoever must answer.
  PendingOrder unanswered(Instant tick) {
    return new PendingOrder(id, leaves, decided, expiresAt, tick);
  }

  /// Whether it can no longer be filled at an instant.
  boolean isLate(Instant now) {
    return now.isAfter(expiresAt);
  }

  void write(StateOutput out) {
    out.text(id).flag(leaves).flag(decided).instant(expiresAt);
    out.instant(Objects.requireNonNullElse(firstTick, Instant.MIN));
  }

  static PendingOrder read(StateInput in) {
    String id = in.text();
    boolean leaves = in.flag();
    boolean decided = in.flag();
    Instant expiresAt = in.instant();
    Instant tick = in.instant();
    return new PendingOrder(id, leaves, decided, expiresAt, tick.equals(Instant.MIN) ? null : tick);
  }
}
