package dev.nautilus.hub.vendor;

import java.time.Duration;

/// When the stream does what.
///
/// @param beat how often the subscription is repeated (some vendors forget it) and the line is
///   tested
/// @param firstPause mean pause before the first reconnect; doubles, with jitter
/// @param longestPause where doubling ends
public record StreamTimings(Duration beat, Duration firstPause, Duration longestPause) {
  public static final StreamTimings DEFAULT =
      new StreamTimings(Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofMinutes(1));

  /// The pause before the given reconnect.
  ///
  /// @param attempt 0 for the first
  /// @param jitter in [0, 1)
  Duration pause(int attempt, double jitter) {
    double doubled = firstPause.toNanos() * Math.pow(2, Math.min(attempt, 30));
    double capped = Math.min(doubled, (double) longestPause.toNanos());
    return Duration.ofNanos((long) (capped * (0.5 + jitter / 2)));
  }
}
