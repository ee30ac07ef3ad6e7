package dev.nautilus.simulator.fred;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// Two requests a second, no burst. The window is a twentieth short of a second, so that a client
/// that keeps exactly to the limit is not refused because of a network's jitter.
final class RateLimit {
  private static final int REQUESTS = 2;
  private static final Duration WINDOW = Duration.ofMillis(950);

  private final Deque<Instant> recent = new ArrayDeque<>();

  /// Refused requests do not count.
  synchronized boolean admits(Instant now) {
    while (!recent.isEmpty() && !recent.getFirst().plus(WINDOW).isAfter(now)) {
      recent.removeFirst();
    }
    if (recent.size() >= REQUESTS) {
      return false;
    }
    recent.addLast(now);
    return true;
  }
}
