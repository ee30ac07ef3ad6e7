package dev.nautilus.bus.testkit;

import dev.nautilus.bus.BusOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What waits for one client on one bus: replies first, then the express lane, then the rest. Runs
/// one delivery at a time. A failed delivery of a pulled family parks its key and is tried again;
/// other keys go on.
final class Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final Deque<Runnable> replies = new ArrayDeque<>();
  private final Deque<Delivery> express = new ArrayDeque<>();
  private final Deque<Delivery> normal = new ArrayDeque<>();
  private final Map<Object, Line> parked = new LinkedHashMap<>();
  private final Counts counts;
  private final BusOptions options;
  private final InMemoryBroker broker;
  private final LongSupplier nanos;
  private boolean closed;

  Mailbox(Counts counts, BusOptions options, InMemoryBroker broker, LongSupplier nanos) {
    this.counts = counts;
    this.options = options;
    this.broker = broker;
    this.nanos = nanos;
  }

  /// Deliveries of one key behind one that failed, which is the first of them.
  private static final class Line {
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private long dueNanos;
  }

  synchronized void add(Delivery delivery) {
    (delivery.posted().isExpress() ? express : normal).add(delivery);
    notifyAll();
  }

  synchronized void addReply(Runnable reply) {
    replies.add(reply);
    notifyAll();
  }

  synchronized void stop() {
    closed = true;
    notifyAll();
  }

  /// Takes out what no handler of this seat has finished, in order.
  synchronized List<Delivery> withdraw(Seat<?> seat) {
    List<Delivery> unfinished = new ArrayList<>();
    parked.values().forEach(line -> take(seat, line.waiting, unfinished));
    parked.values().removeIf(line -> line.waiting.isEmpty());
    take(seat, express, unfinished);
    take(seat, normal, unfinished);
    return unfinished;
  }

  private static void take(Seat<?> seat, Deque<Delivery> from, List<Delivery> into) {
    for (Iterator<Delivery> each = from.iterator(); each.hasNext(); ) {
      Delivery delivery = each.next();
      if (delivery.seat() == seat) {
        into.add(delivery);
        each.remove();
      }
    }
  }

  /// Runs deliveries on the calling thread until [#stop].
  void runUntilStopped() {
    try {
      for (Runnable next = await(); next != null; next = await()) {
        next.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Runs one delivery on the calling thread, parked ones without waiting for their time.
  ///
  /// @return whether there was one
  boolean runOne() {
    Runnable next;
    synchronized (this) {
      next = poll(Long.MAX_VALUE);
    }
    if (next == null) {
      return false;
    }
    next.run();
    return true;
  }

  private synchronized @Nullable Runnable await() throws InterruptedException {
    while (!closed) {
      Runnable next = poll(nanos.getAsLong());
      if (next != null) {
        return next;
      }
      long untilRetry = parked.values().stream().mapToLong(l -> l.dueNanos).min().orElse(0);
      wait(parked.isEmpty() ? 0 : Math.max(1, (untilRetry - nanos.getAsLong()) / 1_000_000));
    }
    return null;
  }

  private @Nullable Runnable poll(long now) {
    Runnable reply = replies.poll();
    if (reply != null) {
      return reply;
    }
    Delivery next = pollUnparked(express);
    if (next == null) {
      next = pollUnparked(normal);
    }
    if (next == null) {
      next = pollDue(now);
    }
    Delivery chosen = next;
    return chosen == null ? null : () -> run(chosen);
  }

  private @Nullable Delivery pollUnparked(Deque<Delivery> lane) {
    for (Delivery next = lane.poll(); next != null; next = lane.poll()) {
      Line line = parked.get(next.line());
      if (line == null) {
        return next;
      }
      line.waiting.add(next);
    }
    return null;
  }

  private @Nullable Delivery pollDue(long now) {
    for (Line line : parked.values()) {
      if (line.dueNanos <= now) {
        return line.waiting.peek();
      }
    }
    return null;
  }

  private void run(Delivery delivery) {
    if (!delivery.seat().isOpen()) {
      settled(delivery);
      broker.handBack(delivery);
      return;
    }
    if (delivery.isRetry()) {
      counts.retried.increment();
    }
    try {
      delivery.seat().hand(delivery.posted(), delivery.redelivered());
      counts.delivered.increment();
      settled(delivery);
    } catch (Exception | AssertionError e) {
      counts.failed.increment();
      failed(delivery, e);
    }
  }

  private void failed(Delivery delivery, Throwable why) {
    Posted posted = delivery.posted();
    LOG.warn("{} {} failed in its handler", posted.type(), posted.envelope().id(), why);
    if (!posted.isPulled()) {
      return;
    }
    Delivery next = isNotTaken(why) ? delivery.notTaken() : delivery.failedOnce();
    if (why instanceof UnreadableException || next.attempts() >= options.maxAttempts()) {
      counts.deadLettered.increment();
      broker.addDeadLetter(posted);
      settled(delivery);
      return;
    }
    if (!delivery.seat().isOpen()) {
      settled(delivery);
      broker.handBack(next);
      return;
    }
    synchronized (this) {
      Line line = parked.computeIfAbsent(delivery.line(), key -> new Line());
      line.waiting.removeFirstOccurrence(delivery);
      line.waiting.addFirst(next);
      line.dueNanos =
          nanos.getAsLong() + options.retryDelayAfter(Math.max(1, next.attempts())).toNanos();
      notifyAll();
    }
  }

  private static boolean isNotTaken(Throwable why) {
    return why instanceof RejectedExecutionException || why instanceof InterruptedException;
  }

  private synchronized void settled(Delivery delivery) {
    Line line = parked.get(delivery.line());
    if (line != null && line.waiting.removeFirstOccurrence(delivery)) {
      line.dueNanos = nanos.getAsLong();
      if (line.waiting.isEmpty()) {
        parked.remove(delivery.line());
      }
    }
  }
}
