package dev.nautilus.bus.lettuce;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// The entries of one stream that were acknowledged last, each of which Redis has confirmed: a node
/// that takes the master's place may not know it yet, and hands them out again as owed. Confined to
/// the reading thread.
final class ConfirmedAcks {
  private static final int MOST = 1 << 16;

  private long[] millis = new long[64];
  private long[] sequences = new long[64];
  private int next;
  private int size;

  void add(StreamId id) {
    if (next == millis.length && next < MOST) {
      millis = Arrays.copyOf(millis, 2 * next);
      sequences = Arrays.copyOf(sequences, 2 * next);
    }
    next %= millis.length;
    millis[next] = id.millis();
    sequences[next] = id.sequence();
    next++;
    size = Math.max(size, next);
  }

  /// All of them.
  Set<StreamId> all() {
    Set<StreamId> all = new HashSet<>();
    for (int i = 0; i < size; i++) {
      all.add(new StreamId(millis[i], sequences[i]));
    }
    return all;
  }
}
