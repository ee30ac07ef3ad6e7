package dev.nautilus.bus.lettuce;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Messages that failed, and those of the same key that must wait behind them, so that order per
/// key holds while other keys go on. Confined to the reading thread.
final class Parking {
  /// One message of an entry.
  record Parked(Entry entry, int index) {}

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
  boolean joins(Entry entry, int index) {
    String key = entry.frame().key(index);
    Line line = key.isEmpty() ? null : lines.get(new Key(entry.stream(), key));
    if (line == null) {
      return false;
    }
    line.waiting.add(new Parked(entry, index));
    size++;
    return true;
  }

  /// Parks a message that failed; one without a key waits alone, nobody waits behind it.
  void park(Entry entry, int index, long retryAtNanos) {
    String key = entry.frame().key(index);
    Key place = new Key(entry.stream(), key.isEmpty() ? "\0" + unkeyed++ : key);
    Line line = lines.computeIfAbsent(place, ignored -> new Line());
    line.waiting.addFirst(new Parked(entry, index));
    line.retryAtNanos = retryAtNanos;
    size++;
  }

  /// Takes the lines whose time has come, each with its messages in order.
  List<List<Parked>> due(long nowNanos) {
    List<List<Parked>> due = new ArrayList<>();
    lines
        .values()
        .removeIf(
            line -> {
              boolean now = nowNanos - line.retryAtNanos >= 0;
              if (now) {
                due.add(new ArrayList<>(line.waiting));
                size -= line.waiting.size();
              }
              return now;
            });
    return due;
  }

  void clear() {
    lines.clear();
    size = 0;
  }
}
