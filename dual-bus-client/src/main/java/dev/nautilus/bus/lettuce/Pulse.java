package dev.nautilus.bus.lettuce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// When which stream is due for a heartbeat: 250 ms after its last frame, then every second.
/// Streams that are all quiet beat together, so that an idle publisher wakes once a second and no
/// more. Pure: the caller brings the time. Confined to the writer thread.
final class Pulse<S> {
  static final long FIRST = TimeUnit.MILLISECONDS.toNanos(250);
  static final long EVERY = TimeUnit.SECONDS.toNanos(1);

  /// How much too early a stream may beat in order to beat together with another one.
  private static final long TOGETHER = EVERY / 2;

  private final Map<S, Next> next = new HashMap<>();
  private long earliest;

  private record Next(long dueNanos, boolean beating) {}

  /// A frame was written: as good as a heartbeat.
  void written(S stream, long nowNanos) {
    next.put(stream, new Next(nowNanos + FIRST, false));
    findEarliest();
  }

  /// How long until the next is due; 0 or less when one is.
  long nanosUntilDue(long nowNanos) {
    return next.isEmpty() ? Long.MAX_VALUE : earliest - nowNanos;
  }

  /// Those that beat now.
  List<S> take(long nowNanos) {
    if (nanosUntilDue(nowNanos) > 0) {
      return List.of();
    }
    List<S> due = new ArrayList<>();
    for (Map.Entry<S, Next> entry : next.entrySet()) {
      long left = entry.getValue().dueNanos() - nowNanos;
      if (left <= (entry.getValue().beating() ? TOGETHER : 0)) {
        due.add(entry.getKey());
        entry.setValue(new Next(nowNanos + EVERY, true));
      }
    }
    findEarliest();
    return due;
  }

  private void findEarliest() {
    boolean first = true;
    for (Next each : next.values()) {
      if (first || each.dueNanos() - earliest < 0) {
        earliest = each.dueNanos();
        first = false;
      }
    }
  }
}
