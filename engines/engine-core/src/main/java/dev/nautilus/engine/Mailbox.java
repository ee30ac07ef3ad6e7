package dev.nautilus.engine;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Bounded queues in front of the engine thread, one for each [Lane], taken in the lanes' order.
///
/// Whoever puts into a full lane waits: that is the back-pressure on the buses. One exception:
/// while the live lanes are held for warm-up a full one gives up its oldest work instead, because
/// the thread that waits may be the one that would bring the history.
final class Mailbox {
  /// Where work waits; an earlier lane goes first.
  enum Lane {
    /// Messages that must not wait behind others.
    EXPRESS,
    /// History and questions.
    INTERNAL,
    /// From streams that are acknowledged: one at a time, as its handler waits for the reaction.
    PULLED,
    /// Handed over without waiting for the reaction.
    PUSHED;

    boolean isLive() {
      return this != INTERNAL;
    }
  }

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Map<Lane, ArrayDeque<Work>> lanes = new EnumMap<>(Lane.class);
  private boolean held;
  private boolean closed;
  private boolean woken;
  private long waits;
  private long shed;

  /// @param capacity most work per lane
  Mailbox(int capacity) {
    this.capacity = capacity;
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new ArrayDeque<>());
    }
  }

  /// Adds work, waiting for room.
  ///
  /// @throws RejectedExecutionException when the mailbox is, or meanwhile gets, closed
  void put(Lane lane, Work work) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      ArrayDeque<Work> queue = queue(lane);
      if (queue.size() >= capacity && held && lane.isLive()) {
        queue.removeFirst().done().completeExceptionally(givenUp());
        shed++;
      } else if (queue.size() >= capacity) {
        waits++;
      }
      while (queue.size() >= capacity && !closed) {
        room.await();
      }
      requireOpen();
      queue.addLast(work);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Adds work if there is room.
  boolean offer(Lane lane, Work work) {
    lock.lock();
    try {
      if (closed || queue(lane).size() >= capacity) {
        return false;
      }
      queue(lane).addLast(work);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Takes the next work, waiting for it; null after that time, or when woken or drained.
  @Nullable Work poll(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (true) {
        Work work = next();
        if (work != null) {
          return work;
        }
        if (left <= 0 || closed || woken) {
          woken = false;
          return null;
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Work next() {
    for (Map.Entry<Lane, ArrayDeque<Work>> lane : lanes.entrySet()) {
      if (held && lane.getKey().isLive()) {
        continue;
      }
      Work work = lane.getValue().pollFirst();
      if (work != null) {
        room.signalAll();
        return work;
      }
    }
    return null;
  }

  /// Lets live messages wait, or lets them through.
  void hold(boolean hold) {
    lock.lock();
    try {
      held = hold;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Makes a waiting [#poll] return.
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Takes nothing more. What is held for warm-up is given up, the rest can still be taken.
  void close() {
    lock.lock();
    try {
      closed = true;
      lanes.forEach(
          (lane, queue) -> {
            if (held && lane.isLive()) {
              abandon(queue);
            }
          });
      room.signalAll();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Gives up everything: whoever waits for it learns that it was not done.
  void abandon() {
    lock.lock();
    try {
      closed = true;
      lanes.values().forEach(Mailbox::abandon);
      room.signalAll();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void abandon(ArrayDeque<Work> queue) {
    queue.forEach(work -> work.done().completeExceptionally(notRunning()));
    queue.clear();
  }

  boolean isClosed() {
    return locked(() -> closed ? 1 : 0) == 1;
  }

  int depth() {
    return (int) locked(() -> lanes.values().stream().mapToInt(ArrayDeque::size).sum());
  }

  int capacity() {
    return capacity;
  }

  /// How often somebody had to wait for room.
  long waits() {
    return locked(() -> waits);
  }

  /// How many messages were given up while warming up.
  long shed() {
    return locked(() -> shed);
  }

  private long locked(LongSupplier read) {
    lock.lock();
    try {
      return read.getAsLong();
    } finally {
      lock.unlock();
    }
  }

  private static RejectedExecutionException givenUp() {
    return new RejectedExecutionException("the mailbox is full and the engine still warms up");
  }

  private void requireOpen() {
    if (closed) {
      throw notRunning();
    }
  }

  private static RejectedExecutionException notRunning() {
    return new RejectedExecutionException("the engine is not running");
  }

  private ArrayDeque<Work> queue(Lane lane) {
    return Objects.requireNonNull(lanes.get(lane));
  }
}
