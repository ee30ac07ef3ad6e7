package dev.nautilus.fleet;

import java.time.Duration;

/// How long a process that ended by itself stays down before it is started again: a second the
/// first time, twice as long each time after, half a minute at most. One that lived for a minute
/// counts as well, and the next end is a first one again. Confined to one thread.
final class RestartPause {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration WELL = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /// @param lived how long the process ran
  Duration after(Duration lived) {
    Duration pause = lived.compareTo(WELL) >= 0 ? FIRST : next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return pause;
  }
}
