package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What the lanes of a bus find out about their server, and what follows from it for all of them:
/// whether it is the one they know, set up as they are, and has memory left. Any thread.
final class ServerWatch {
  private final BusMeta meta;
  private final Incarnation incarnation;
  private final MemoryWatch memory = new MemoryWatch();
  private final long timeoutMillis;
  private final CompletableFuture<@Nullable Void> greeted = new CompletableFuture<>();
  private final ConcurrentLinkedQueue<Incarnation.Sight> replacements =
      new ConcurrentLinkedQueue<>();
  private volatile boolean publishing;
  private volatile Runnable wake = () -> {};

  ServerWatch(BusMeta meta, Incarnation incarnation, long timeoutMillis) {
    this.meta = meta;
    this.incarnation = incarnation;
    this.timeoutMillis = timeoutMillis;
  }

  /// Who is woken when there is something to do.
  void onNews(Runnable waker) {
    this.wake = waker;
  }

  /// To be called by a writer with each new connection, before it sends anything. One that may not
  /// be used is closed.
  ///
  /// @throws BusException UNUSABLE_SERVER when the bus is set up otherwise than this client
  StatefulRedisConnection<String, byte[]> greeted(StatefulRedisConnection<String, byte[]> fresh)
      throws InterruptedException {
    boolean welcome = false;
    try {
      Questions redis = Questions.over(fresh.async(), timeoutMillis);
      look(redis);
      meta.agree(redis);
      welcome = true;
      greeted.complete(null);
      return fresh;
    } catch (BusException e) {
      if (e.reason() == BusException.Reason.UNUSABLE_SERVER) {
        greeted.complete(null);
      }
      throw e;
    } finally {
      if (!welcome) {
        fresh.closeAsync().exceptionally(failure -> null);
      }
      wake.run();
    }
  }

  /// Looks whether the server is another one; then it may be set up otherwise too.
  ///
  /// @throws BusException UNUSABLE_SERVER when the bus is set up otherwise than this client
  void look(Questions redis) throws InterruptedException {
    Incarnation.Sight sight = incarnation.look(redis);
    if (sight != Incarnation.Sight.SAME) {
      replacements.add(sight);
      meta.agree(redis);
    }
  }

  /// Done when a writer has met the server, well or not.
  CompletableFuture<@Nullable Void> greeted() {
    return greeted;
  }

  /// Somebody publishes: from now on memory is watched every second, until nobody does for one.
  void published() {
    if (!publishing) {
      publishing = true;
    }
    wake.run();
  }

  /// Whether somebody published since this was asked last.
  boolean takePublished() {
    boolean was = publishing;
    publishing = false;
    return was;
  }

  /// To be called by a writer whose write Redis refused.
  void refused(String message) {
    if (Refusal.isOutOfMemory(message)) {
      memory.refused();
      wake.run();
    }
  }

  /// The next replacement of the server that nobody has dealt with; null when there is none.
  Incarnation.@Nullable Sight takeReplacement() {
    return replacements.poll();
  }

  /// Why this client may not use the bus; null while it may.
  @Nullable BusException refusal() {
    return meta.refusal();
  }

  MemoryWatch memory() {
    return memory;
  }
}
