package dev.nautilus.bus.lettuce;

import java.util.Arrays;

/// The last sequence that came of each publisher of one stream. A stream brings a publisher's
/// messages in order, so what is not above it came before: an outage of the server's memory makes
/// publishers and groups begin again, not handlers. Of many publishers it forgets those that have
/// not been heard of for longest. Confined to the reading thread.
final class SeenSequences {
  private static final int MOST = 1024;

  private long[] incarnations = new long[16];
  private long[] sequences = new long[16];
  private long[] heardOf = new long[16];
  private int size;
  private int latest;
  private long time;

  /// How many messages of a frame came before, from its front.
  ///
  /// @param first sequence of the first message, 1 or more
  int known(long incarnation, long first, int count) {
    int at = find(incarnation);
    return at < 0 ? 0 : (int) Math.max(0, Math.min(count, sequences[at] - first + 1));
  }

  /// Everything up to this sequence came.
  void raise(long incarnation, long last) {
    int at = find(incarnation);
    if (at < 0) {
      at = place();
      incarnations[at] = incarnation;
      sequences[at] = 0;
    }
    sequences[at] = Math.max(sequences[at], last);
    heardOf[at] = ++time;
    latest = at;
  }

  private int find(long incarnation) {
    if (latest < size && incarnations[latest] == incarnation) {
      return latest;
    }
    for (int i = 0; i < size; i++) {
      if (incarnations[i] == incarnation) {
        return i;
      }
    }
    return -1;
  }

  private int place() {
    if (size == MOST) {
      int oldest = 0;
      for (int i = 1; i < size; i++) {
        oldest = heardOf[i] < heardOf[oldest] ? i : oldest;
      }
      return oldest;
    }
    if (size == incarnations.length) {
      incarnations = Arrays.copyOf(incarnations, 2 * size);
      sequences = Arrays.copyOf(sequences, 2 * size);
      heardOf = Arrays.copyOf(heardOf, 2 * size);
    }
    return size++;
  }
}
