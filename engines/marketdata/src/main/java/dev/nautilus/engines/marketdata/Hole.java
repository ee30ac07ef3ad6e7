package dev.nautilus.engines.marketdata;

import dev.nautilus.engines.marketdata.method.SequenceTracker.Outcome.Gap;
import java.time.Duration;
import java.time.Instant;

/// A stretch of the tape that was missed, and how far its healing is. Immutable.
///
/// @param type catalogue name of what is missing: `trade` or `tick`
/// @param source whose feed
/// @param from first missing number; 0 for what was before the engine listened
/// @param to last missing number; 0 likewise
/// @param after when the last print before it happened (UTC)
/// @param before when the first print behind it happened (UTC)
/// @param state how far it is
/// @param asked how often the hub was asked for the vendor's minutes
/// @param nextAsk when it is asked again at the earliest
record Hole(
    String type,
    String source,
    long from,
    long to,
    Instant after,
    Instant before,
    State state,
    int asked,
    Instant nextAsk) {

  /// How often the hub is asked before the hole stays one.
  static final int MOST_ASKED = 8;

  /// A vendor tells a minute some seconds after it is over.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long MINUTE = 60;

  /// How far the healing is.
  enum State {
    /// The vendor's minutes are not known yet.
    OPEN,
    /// They are in the bars.
    HEALED,
    /// The vendor did not tell them.
    UNHEALED
  }

  /// A hole that was just found.
  ///
  /// @param numbers that are missing; both 0 for what was before the engine listened
  static Hole open(String type, String source, Gap numbers, Instant after, Instant before) {
    Instant ready = Instant.ofEpochSecond(minute(before) + MINUTE).plus(PATIENCE);
    return new Hole(
        type, source, numbers.from(), numbers.to(), after, before, State.OPEN, 0, ready);
  }

  /// Whether it is from before the engine listened.
  boolean isJoining() {
    return from == 0;
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  Instant firstMinute() {
    return Instant.ofEpochSecond(minute(after));
  }

  Instant lastMinute() {
    return Instant.ofEpochSecond(minute(before));
  }

  /// How many minutes must be asked for to get all of it.
  ///
  /// @param now when it is asked
  int minutesUntil(Instant now) {
    return (int) Math.min(1_500, Duration.between(firstMinute(), now).toMinutes() + 2);
  }

  /// After one question more; each waits twice as long for the next.
  Hole askedAt(Instant now) {
    return new Hole(
        type,
        source,
        from,
        to,
        after,
        before,
        asked + 1 >= MOST_ASKED ? State.UNHEALED : State.OPEN,
        asked + 1,
        now.plusSeconds(5L << asked));
  }

  Hole healed() {
    return new Hole(type, source, from, to, after, before, State.HEALED, asked, nextAsk);
  }

  Hole askAgainAt(Instant now) {
    return new Hole(type, source, from, to, after, before, State.OPEN, 0, now);
  }

  private static long minute(Instant at) {
    return at.getEpochSecond() - Math.floorMod(at.getEpochSecond(), MINUTE);
  }
}
