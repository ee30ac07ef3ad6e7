package dev.nautilus.hub.bridge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What one engine got: of each publisher and key the numbers 1, 2, 3 ... once and in order. One
/// thread at a time hands in, for a client's lanes hand over on threads of their own.
final class Account {
  private final Map<String, Integer> last = new HashMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private long doubled;
  private long outOfOrder;
  private long received;
  private long lastAtNanos;
  private long longestGapNanos;
  private boolean flowing;

  synchronized void accept(String line, int number) {
    long now = System.nanoTime();
    if (flowing) {
      longestGapNanos = Math.max(longestGapNanos, now - lastAtNanos);
    }
    lastAtNanos = now;
    received++;
    int before = last.getOrDefault(line, 0);
    if (number == before + 1) {
      last.put(line, number);
    } else if (number <= before) {
      doubled++;
      faults.add(line + " had " + before + ", came " + number);
    } else {
      outOfOrder++;
      faults.add(line + " missed " + (before + 1) + " to " + (number - 1));
      last.put(line, number);
    }
  }

  /// From now on, or no longer, what comes is expected to come without a break.
  synchronized void flows(boolean now) {
    flowing = now;
    lastAtNanos = System.nanoTime();
  }

  synchronized int last(String line) {
    return last.getOrDefault(line, 0);
  }

  synchronized long received() {
    return received;
  }

  /// Messages that came again or after a later one.
  synchronized long doubled() {
    return doubled;
  }

  /// Holes, of whatever size.
  synchronized long holes() {
    return outOfOrder;
  }

  synchronized double longestGapSeconds() {
    return longestGapNanos / 1e9;
  }

  /// The first few things that were wrong.
  List<String> faults() {
    return faults.stream().limit(10).toList();
  }
}
