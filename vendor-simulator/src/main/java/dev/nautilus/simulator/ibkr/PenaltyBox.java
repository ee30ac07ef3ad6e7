package dev.nautilus.simulator.ibkr;

import dev.nautilus.simulator.vendor.RequestWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// How often what may be asked, and where those sit who ask more often. Guarded by its own lock.
final class PenaltyBox {
  private static final Duration SENTENCE = Duration.ofMinutes(10);
  private static final double SHORT = 0.95;

  private final Map<Limit, RequestWindow> windows = new HashMap<>();
  private Instant until = Instant.MIN;

  /// So many requests in such a time.
  ///
  /// @param what they are
  record Limit(String what, int requests, Duration window) {
    private RequestWindow open() {
      return new RequestWindow(requests, Duration.ofNanos((long) (window.toNanos() * SHORT)));
    }
  }

  /// Whether a request is let in; one too many opens the box.
  synchronized boolean admits(Limit limit, Instant now) {
    if (now.isBefore(until)) {
      return false;
    }
    if (!windows.computeIfAbsent(limit, Limit::open).admits(now)) {
      sentence(now);
      return false;
    }
    return true;
  }

  synchronized void sentence(Instant now) {
    until = now.plus(SENTENCE);
  }
}
