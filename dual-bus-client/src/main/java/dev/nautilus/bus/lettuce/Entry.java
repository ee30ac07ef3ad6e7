package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A stream entry in hand: a frame, and how many of its messages are not done yet. Confined to the
/// reading thread.
final class Entry {
  private final GroupStream stream;
  private final StreamId id;
  private final @Nullable PooledFrame borrowed;
  private Frame frame;
  private final boolean redelivered;
  private Set<Integer> moved = Set.of();
  private int open;
  private boolean kept;

  /// @param frame as it was read
  /// @param borrowed the array it was read from, if that is used again soon
  Entry(
      GroupStream stream,
      StreamId id,
      Frame frame,
      @Nullable PooledFrame borrowed,
      boolean redelivered) {
    this.stream = stream;
    this.id = id;
    this.frame = frame;
    this.borrowed = borrowed;
    this.redelivered = redelivered;
    this.open = frame.count();
  }

  /// It stays in hand longer than what it was read into.
  Entry kept() {
    if (borrowed != null && !kept) {
      kept = true;
      frame = FrameDecoder.decode(Arrays.copyOf(borrowed.bytes(), borrowed.length()));
    }
    return this;
  }

  /// Picks an entry's own out of marks like `17-0/3`.
  static Set<Integer> indexesOf(StreamId id, Set<String> marks) {
    if (marks.isEmpty()) {
      return Set.of();
    }
    String start = id + "/";
    Set<Integer> indexes = new HashSet<>();
    for (String mark : marks) {
      if (mark.startsWith(start)) {
        indexes.add(Integer.valueOf(mark.substring(start.length())));
      }
    }
    return indexes;
  }

  GroupStream stream() {
    return stream;
  }

  StreamId id() {
    return id;
  }

  Frame frame() {
    return frame;
  }

  /// Length of the frame.
  int bytes() {
    return frame.length();
  }

  boolean redelivered() {
    return redelivered;
  }

  /// The stream its messages were published to.
  String home() {
    return stream.home();
  }

  boolean isMoved(int index) {
    return !moved.isEmpty() && moved.contains(index);
  }

  /// Messages that are among the dead letters, while others of the entry are still open.
  void moved(Set<Integer> indexes) {
    if (!indexes.isEmpty()) {
      Set<Integer> all = new HashSet<>(moved);
      all.addAll(indexes);
      moved = all;
    }
  }

  /// Which of its messages are dead letters.
  Set<Integer> moved() {
    return moved;
  }

  /// Whether but one message is still to be done.
  boolean isOnLast() {
    return open == 1;
  }

  /// Whether every message is done.
  boolean isDone() {
    return open == 0;
  }

  /// So many messages are done; true when nothing is left.
  boolean done(int messages) {
    open -= messages;
    return open == 0;
  }
}
