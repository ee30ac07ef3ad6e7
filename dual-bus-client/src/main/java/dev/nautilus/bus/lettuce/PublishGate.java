package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.Offer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// The side to which a client publishes. While it changes, what is published waits in order, up to
/// a bound. Any thread.
final class PublishGate {
  /// Messages that wait at most; a change takes about as long as the bridge is behind.
  private static final int MOST = 65_536;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Queue<Consumer<LettuceDualBus>> held = new ArrayDeque<>();
  private LettuceDualBus target;
  private boolean holding;

  PublishGate(LettuceDualBus first) {
    this.target = first;
  }

  /// Publishes or asks, now or when the change is over.
  <T> CompletionStage<T> publish(Function<LettuceDualBus, CompletionStage<T>> how) {
    lock.readLock().lock();
    try {
      if (!holding) {
        return how.apply(target);
      }
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      return holding ? hold(how) : how.apply(target);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private <T> CompletionStage<T> hold(Function<LettuceDualBus, CompletionStage<T>> how) {
    CompletableFuture<T> result = new CompletableFuture<>();
    if (held.size() >= MOST) {
      result.completeExceptionally(
          new BusException(
              BusException.Reason.NOT_SENT,
              "%d messages wait for the publisher to change sides: is the bridge of the hub running?"
                  .formatted(MOST)));
      return result;
    }
    held.add(
        side -> {
          try {
            how.apply(side)
                .whenComplete(
                    (value, failure) -> {
                      if (failure == null) {
                        result.complete(value);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    });
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  /// Hands a message over without a future.
  Offer offer(Function<LettuceDualBus, Offer> how) {
    lock.readLock().lock();
    try {
      if (!holding) {
        return how.apply(target);
      }
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      if (!holding) {
        return how.apply(target);
      }
      return held.size() < MOST && held.add(side -> later(how, side))
          ? Offer.ACCEPTED
          : Offer.BACK_PRESSURED;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static void later(Function<LettuceDualBus, Offer> how, LettuceDualBus side) {
    // Whoever offers is told at once; what becomes of it later is counted by the side.
    var unused = how.apply(side);
  }

  /// From now on everything waits; what was published before is with the side.
  void hold() {
    lock.writeLock().lock();
    try {
      holding = true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// What waits goes to a side, and everything after it.
  void release(LettuceDualBus to) {
    lock.writeLock().lock();
    try {
      target = to;
      for (Consumer<LettuceDualBus> next = held.poll(); next != null; next = held.poll()) {
        next.accept(to);
      }
      holding = false;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// The client ends in the middle of a change: what waits goes to the side that had everything
  /// before it, so that readers see it in order.
  void close() {
    release(target);
  }

  int waiting() {
    lock.readLock().lock();
    try {
      return held.size();
    } finally {
      lock.readLock().unlock();
    }
  }
}
