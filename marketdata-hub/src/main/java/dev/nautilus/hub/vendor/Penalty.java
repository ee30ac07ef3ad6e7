package dev.nautilus.hub.vendor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The time to be quiet after a vendor said that we are limited. Grows while it keeps saying so.
///
/// **Threads** Guarded by its own lock.
final class Penalty {
  private static final int MOST_DOUBLINGS = 4;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Duration first;
  private final InstantSource clock;
  private Instant until = Instant.MIN;
  private int inARow;

  Penalty(Duration first, InstantSource clock) {
    this.first = first;
    this.clock = clock;
  }

  /// How much longer to be quiet; empty when not at all.
  synchronized Optional<Duration> left() {
    Instant now = clock.instant();
    return now.isBefore(until) ? Optional.of(Duration.between(now, until)) : Optional.empty();
  }

  /// Starts, or prolongs, the silence.
  ///
  /// @param stated what the vendor asked for, null when it did not say
  /// @return how long it is now
  synchronized Duration start(@Nullable Duration stated) {
    Duration own = first.multipliedBy(1L << Math.min(inARow, MOST_DOUBLINGS));
    inARow++;
    Duration wanted = stated == null || stated.isNegative() ? own : stated;
    Duration length = wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    Instant end = clock.instant().plus(length);
    if (end.isAfter(until)) {
      until = end;
    }
    return Duration.between(clock.instant(), until);
  }

  /// A silence that was begun before this process.
  synchronized void until(Instant end) {
    if (end.isAfter(until)) {
      until = end;
    }
  }

  /// The vendor answered normally: the next silence starts short again.
  synchronized void forgive() {
    inARow = 0;
  }
}
