package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.codec.Frame;
import java.util.HashSet;
import java.util.Set;

/// A stream entry in hand: a frame, and how many of its messages are not done yet. Confined to the
/// reading thread.
final class Entry {
  private final GroupStream stream;
  private final StreamId id;
  private final Frame frame;
  private final int bytes;
  private final boolean redelivered;
  private Set<Integer> moved = Set.of();
  private int open;

  /// @param bytes length of the frame
  Entry(GroupStream stream, StreamId id, Frame frame, int bytes, boolean redelivered) {
    this.stream = stream;
    this.id = id;
    this.frame = frame;
    this.bytes = bytes;
    this.redelivered = redelivered;
    this.open = frame.count();
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
    return bytes;
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
