package dev.nautilus.bus.lettuce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Entries that cannot be read, until Redis has taken them among the dead letters. Confined to the
/// reading thread.
final class UnreadableEntries {
  private final List<DeadLetterMove.Unreadable> waiting = new ArrayList<>();
  private final DeadLetterMove moves;
  private final long againNanos;
  private long againAtNanos;

  /// @param againNanos wait before a move that was refused is tried again
  UnreadableEntries(DeadLetterMove moves, long againNanos) {
    this.moves = moves;
    this.againNanos = againNanos;
  }

  int size() {
    return waiting.size();
  }

  void add(GroupStream stream, StreamId id, byte[] bytes, Exception cause) {
    waiting.add(new DeadLetterMove.Unreadable(stream, id, bytes, moves.corrupt(cause)));
    againAtNanos = System.nanoTime();
    move();
  }

  boolean contains(GroupStream stream, StreamId id) {
    return waiting.stream().anyMatch(one -> one.stream() == stream && one.id().equals(id));
  }

  /// Moves them, if it is time.
  void move() {
    if (waiting.isEmpty() || System.nanoTime() - againAtNanos < 0) {
      return;
    }
    waiting.removeIf(moves::move);
    againAtNanos = System.nanoTime() + againNanos;
  }

  void drop(Predicate<GroupStream> of) {
    waiting.removeIf(one -> of.test(one.stream()));
  }

  /// When to try again; only while there is something.
  long againAtNanos() {
    return againAtNanos;
  }
}
