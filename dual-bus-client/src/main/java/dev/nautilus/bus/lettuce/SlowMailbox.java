package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.SlowPolicy;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A handler with a thread of its own and a bounded queue in front: the dispatch thread puts in and
/// never waits. When it is full a conflating one replaces the older message of the same key, which
/// is worth nothing beside the newer one; the other one drops the oldest and tells of the gap.
final class SlowMailbox<P> implements MessageHandler<P>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SlowMailbox.class);
  private static final long JOIN_MILLIS = 2_000;

  private final MessageHandler<P> handler;
  private final SubscriptionOptions options;
  private final LocalMessages local;
  private final Thread thread;

  /// In the order of arrival; keys are those of the messages, or numbers where each one counts.
  private final Map<Object, Message<P>> waiting = new LinkedHashMap<>();

  private final Map<Publisher, Missing> dropped = new HashMap<>();
  private long arrivals;
  private boolean closed;

  private record Publisher(String stream, long incarnation) {}

  private record Missing(long first, long count) {
    static Missing both(Missing one, Missing other) {
      return new Missing(Math.min(one.first, other.first), one.count + other.count);
    }
  }

  SlowMailbox(
      MessageHandler<P> handler, SubscriptionOptions options, LocalMessages local, String name) {
    this.handler = handler;
    this.options = options;
    this.local = local;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void handle(Message<P> message) {
    synchronized (waiting) {
      if (closed) {
        return;
      }
      boolean conflates = options.slow() == SlowPolicy.CONFLATE;
      Object place =
          conflates ? message.type().conflationKeyOf(message.payload()) : (Object) arrivals++;
      if (conflates && waiting.remove(place) != null) {
        local.counters().increment(BusMeter.CONFLATED);
      } else if (waiting.size() >= options.capacity()) {
        dropOldest();
      }
      waiting.put(place, message);
      waiting.notifyAll();
    }
  }

  private void dropOldest() {
    Iterator<Message<P>> oldest = waiting.values().iterator();
    Envelope gone = oldest.next().envelope();
    oldest.remove();
    dropped.merge(
        new Publisher(gone.id().stream(), gone.id().incarnation()),
        new Missing(gone.sequence(), 1),
        Missing::both);
  }

  private void run() {
    try {
      for (Message<P> next = take(); next != null; next = take()) {
        deliver(next);
      }
    } catch (InterruptedException e) {
      log.debug("{} was interrupted", thread.getName());
    }
  }

  /// The next message; null when closed. What was dropped before it is told first.
  private @Nullable Message<P> take() throws InterruptedException {
    Map<Publisher, Missing> gaps;
    Message<P> next;
    synchronized (waiting) {
      while (waiting.isEmpty() && !closed) {
        waiting.wait();
      }
      if (closed) {
        return null;
      }
      Iterator<Message<P>> oldest = waiting.values().iterator();
      next = oldest.next();
      oldest.remove();
      gaps = Map.copyOf(dropped);
      dropped.clear();
    }
    gaps.forEach(
        (publisher, missing) ->
            new Notices(publisher.stream(), local)
                .gap(
                    Long.toHexString(publisher.incarnation()),
                    missing.first(),
                    missing.count(),
                    "DROPPED"));
    return next;
  }

  private void deliver(Message<P> message) {
    try {
      handler.handle(message);
    } catch (Exception e) {
      local.counters().increment(BusMeter.FAILED);
      log.warn("handler of {} failed: {}", message.type(), e, e);
    }
  }

  /// Ends after the message in hand; what waits is given up.
  @Override
  public void close() {
    synchronized (waiting) {
      closed = true;
      waiting.notifyAll();
    }
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      thread.join(JOIN_MILLIS);
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
