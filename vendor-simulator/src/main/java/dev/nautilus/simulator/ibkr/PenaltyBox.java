package dev.nautilus.simulator.ibkr;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// How often what may be asked, and where those sit who ask more often. Windows are a twentieth
/// short, so that a client that keeps exactly to a limit is not refused because of a network's
/// jitter. Guarded by its own lock.
final class PenaltyBox {
  private static final Duration SENTENCE = Duration.ofMinutes(10);
  private static final double TOLERANCE = 0.95;

  private final Map<String, Deque<Instant>> recent = new HashMap<>();
  private Instant until = Instant.MIN;

  /// So many requests in such a time.
  ///
  /// @param what they are
  record Limit(String what, int requests, Duration window) {}

  /// Whether a request is let in; one too many opens the box.
  synchronized boolean admits(Limit limit, Instant now) {
    if (now.isBefore(until)) {
      return false;
    }
    Deque<Instant> times = recent.computeIfAbsent(limit.what(), any -> new ArrayDeque<>());
    Duration window = Duration.ofNanos((long) (limit.window().toNanos() * TOLERANCE));
    while (!times.isEmpty() && !times.getFirst().plus(window).isAfter(now)) {
      times.removeFirst();
    }
    if (times.size() >= limit.requests()) {
      sentence(now);
      return false;
    }
    times.addLast(now);
    return true;
  }

  synchronized void sentence(Instant now) {
    until = now.plus(SENTENCE);
  }
}
