package dev.nautilus.simulator.market;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A sudden fall of everything that is traded, ordered from outside: sellers only, volume many
/// times the usual, wide spreads; then part of the way back, and the rest of the fall stays.
///
/// @param onset first second of the fall, a whole minute: volume and sellers belong to minutes
/// @param fall how long prices fall, 1 s to 1 h
/// @param recovery how long they come back, 1 s to 1 day
/// @param depth how far below the undisturbed price they get, a fraction from 0.001 to 0.9
/// @param lasting how far below they stay, from 0 to `depth`
public record FlashCrash(
    Instant onset, Duration fall, Duration recovery, double depth, double lasting) {
  private static final double FALLING_VOLUME = 8;
  private static final double RECOVERING_VOLUME = 3;
  private static final double RECOVERING_SELLING = 0.2;

  public FlashCrash {
    if (!onset.equals(onset.truncatedTo(ChronoUnit.MINUTES))) {
      throw new IllegalArgumentException("onset must be a whole minute, was " + onset);
    }
    check("fall", fall, Duration.ofHours(1));
    check("recovery", recovery, Duration.ofDays(1));
    if (!(depth >= 0.001 && depth <= 0.9)) {
      throw new IllegalArgumentException("depth must be from 0.001 to 0.9, was " + depth);
    }
    if (!(lasting >= 0 && lasting <= depth)) {
      throw new IllegalArgumentException("lasting must be from 0 to depth, was " + lasting);
    }
  }

  private static void check(String name, Duration span, Duration most) {
    boolean whole = span.equals(Duration.ofSeconds(span.toSeconds()));
    if (!whole || span.toSeconds() < 1 || span.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " must be whole seconds from 1 to " + most.toSeconds() + ", was " + span);
    }
  }

  /// What it adds to the logarithm of the price in a second.
  double logShift(long epochSecond) {
    long passed = epochSecond - onset.getEpochSecond();
    double bottom = StrictMath.log1p(-depth);
    double rest = StrictMath.log1p(-lasting);
    if (passed < 0) {
      return 0;
    }
    if (passed < fall.toSeconds()) {
      return bottom * (passed + 1) / fall.toSeconds();
    }
    long back = passed - fall.toSeconds();
    return back < recovery.toSeconds()
        ? bottom + (rest - bottom) * (back + 1) / recovery.toSeconds()
        : rest;
  }

  /// How much more of the flow sells than usual within a minute, from 0 to 1.
  double selling(long minuteStart) {
    if (meets(minuteStart, 0, fall.toSeconds())) {
      return 1;
    }
    return meets(minuteStart, fall.toSeconds(), fall.plus(recovery).toSeconds())
        ? RECOVERING_SELLING
        : 0;
  }

  /// What a minute's volume is multiplied by.
  double volumeFactor(long minuteStart) {
    if (meets(minuteStart, 0, fall.toSeconds())) {
      return FALLING_VOLUME;
    }
    return meets(minuteStart, fall.toSeconds(), fall.plus(recovery).toSeconds())
        ? RECOVERING_VOLUME
        : 1;
  }

  /// Whether a minute has a second in `[from, to)` after the onset.
  private boolean meets(long minuteStart, long from, long to) {
    long passed = minuteStart - onset.getEpochSecond();
    return passed < to && passed + Sessions.SECONDS_PER_MINUTE > from;
  }
}
