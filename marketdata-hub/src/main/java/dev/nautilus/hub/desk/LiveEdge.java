package dev.nautilus.hub.desk;

import dev.nautilus.message.Bar;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Where a series of bars is news rather than history. The bus carries what is new; a history is
/// the answer to whoever asked for it, and would only fill the mailboxes of all others.
///
/// A bar is news when it ended within five of its own lengths, a day at most: so far back the hub's
/// own polling catches up. A correction of a bar that was seen before is news whatever its age,
/// because somebody may have computed with it.
final class LiveEdge {
  private static final int LENGTHS = 5;
  private static final Duration LONGEST = Duration.ofDays(1);

  /// For bars whose length varies: no month is longer.
  private static final Duration MONTH = Duration.ofDays(31);

  private final InstantSource clock;

  LiveEdge(InstantSource clock) {
    this.clock = clock;
  }

  boolean isNews(Bar bar) {
    if (!bar.complete()) {
      // Whoever computes on bars would take it for one.
      return false;
    }
    Duration length = bar.spec().duration().orElse(MONTH);
    Instant end = bar.start().plus(length);
    Duration window = length.multipliedBy(LENGTHS);
    Duration longest = window.compareTo(LONGEST) < 0 ? window : LONGEST;
    return bar.revision() > 0 || !end.plus(longest).isBefore(clock.instant());
  }
}
