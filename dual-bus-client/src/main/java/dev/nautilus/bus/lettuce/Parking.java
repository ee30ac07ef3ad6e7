package dev.nautilus.bus.lettuce;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Messages that failed, and those of the same key that must wait behind them, so that order per
/// key holds while other keys go on. Confined to the reading thread.
final class Parking {
  private static final long FAR = TimeUnit.HOURS.toNanos(1);

  /// One message of an entry.
  ///
  /// @param failure why it was parked; null for one that only waits behind another
  record Parked(Entry entry, int index, @Nullable Failure failure) {
    String key() {
      return entry.frame().key(index);
    }

    /// Whether a handler of this engine may have seen it.
    boolean redelivered() {
      return failure != null || entry.redelivered();
    }
  }

  private record Key(String stream, String key) {}

  private static final class Line {
    private final ArrayDeque<Parked> waiting = new ArrayDeque<>();
    private long retryAtNanos;
  }

  private final Map<Key, Line> lines = new LinkedHashMap<>();
  private int size;
  private long unkeyed;

  int size() {
    return size;
  }

  /// Parks a message when its key is parked already; false when it may run.
  boolean joins(Parked parked) {
    String key = parked.key();
    Line line = key.isEmpty() ? null : lines.get(new Key(parked.entry().home(), key));
    if (line == null) {
      return false;
    }
    line.waiting.add(parked);
    size++;
    return true;
  }

  /// Parks a message that failed; one without a key waits alone, nobody waits behind it.
  void park(Parked parked, long retryAtNanos) {
    String key = parked.key();
    Key place = new Key(parked.entry().home(), key.isEmpty() ? "\0" + unkeyed++ : key);
    Line line = lines.computeIfAbsent(place, ignored -> new Line());
    line.waiting.addFirst(parked);
    line.retryAtNanos = retryAtNanos;
    size++;
  }

  /// When the first line is due; far away when there is none.
  long nextDueNanos(long nowNanos) {
    long next = nowNanos + FAR;
    for (Line line : lines.values()) {
      next = line.retryAtNanos - next < 0 ? line.retryAtNanos : next;
    }
    return next;
  }

  /// Forgets messages: another instance has them now.
  ///
  /// @return them
  List<Parked> drop(Predicate<Entry> those) {
    List<Parked> dropped = new ArrayList<>();
    for (Line line : lines.values()) {
      line.waiting.stream().filter(parked -> those.test(parked.entry())).forEach(dropped::add);
      line.waiting.removeIf(parked -> those.test(parked.entry()));
    }
    lines.values().removeIf(line -> line.waiting.isEmpty());
    size -= dropped.size();
    return dropped;
  }

  /// Takes the lines whose time has come, each with its messages in order.
  ///
  /// @param allowed whether messages of an entry may be handled now
  List<List<Parked>> due(long nowNanos, Predicate<Entry> allowed) {
    if (lines.isEmpty()) {
      return List.of();
    }
    List<List<Parked>> due = new ArrayList<>();
    lines
        .values()
        .removeIf(
            line -> {
              boolean now =
                  nowNanos - line.retryAtNanos >= 0 && allowed.test(line.waiting.element().entry());
              if (now) {
                due.add(new ArrayList<>(line.waiting));
                size -= line.waiting.size();
              }
              return now;
            });
    return due;
  }
}
