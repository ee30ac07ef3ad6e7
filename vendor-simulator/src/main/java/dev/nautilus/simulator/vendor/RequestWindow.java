package dev.nautilus.simulator.vendor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// Counts requests in a window that slides along: how vendors limit. Make the window a twentieth
/// short of what is published where it is about a second, so that a client that keeps exactly to
/// the limit is not refused because of a network's jitter.
///
/// **Threads** Safe for many.
public final class RequestWindow {
  private final int most;
  private final Duration window;
  private final Deque<Instant> recent = new ArrayDeque<>();

  /// @param most requests in any window
  public RequestWindow(int most, Duration window) {
    this.most = most;
    this.window = window;
  }

  /// Whether one more is allowed; those refused do not count.
  public synchronized boolean admits(Instant now) {
    forget(now);
    if (recent.size() >= most) {
      return false;
    }
    recent.addLast(now);
    return true;
  }

  /// How many more are allowed now.
  public synchronized int left(Instant now) {
    forget(now);
    return most - recent.size();
  }

  private void forget(Instant now) {
    while (!recent.isEmpty() && !recent.getFirst().plus(window).isAfter(now)) {
      recent.removeFirst();
    }
  }
}
