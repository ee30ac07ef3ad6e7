package dev.nautilus.bus.testkit;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.message.DataGap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What waits for one thread of a client: a lane of a bus, a subscription with a thread of its own,
/// or whatever is neither (replies). Runs one thing at a time. A failed delivery of a pulled family
/// parks its key and is tried again; other keys go on.
///
/// The thread is started with the first thing to do; a mailbox without a thread's name is run by
/// [#runOne] instead.
final class Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final WaitingRoom room;
  private final Map<Object, Line> parked = new LinkedHashMap<>();
  private final Counts counts;
  private final BusOptions options;
  private final InMemoryBroker broker;
  private final @Nullable String threadName;
  private @Nullable Thread thread;
  private boolean closed;

  /// @param room where deliveries wait
  /// @param threadName null when somebody else runs it
  Mailbox(
      Counts counts,
      BusOptions options,
      InMemoryBroker broker,
      WaitingRoom room,
      @Nullable String threadName) {
    this.counts = counts;
    this.options = options;
    this.broker = broker;
    this.room = room;
    this.threadName = threadName;
  }

  /// Deliveries of one key behind one that failed, which is the first of them.
  private static final class Line {
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private long dueNanos;
  }

  synchronized void add(Delivery delivery) {
    room.add(delivery);
    wake();
  }

  synchronized void addTask(Runnable task) {
    tasks.add(task);
    wake();
  }

  private void wake() {
    if (thread == null && threadName != null && !closed) {
      thread = new Thread(this::runUntilStopped, threadName);
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
  }

  synchronized void stop() {
    closed = true;
    notifyAll();
  }

  /// Waits for what is in hand after [#stop], but not for ever: its handler may be stuck.
  void join() {
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    try {
      running.join(options.drainTimeout().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes out what no handler of this seat has finished, in order.
  synchronized List<Delivery> withdraw(Seat<?> seat) {
    List<Delivery> unfinished = new ArrayList<>();
    for (Line line : parked.values()) {
      line.waiting.stream().filter(each -> each.seat() == seat).forEach(unfinished::add);
      line.waiting.removeIf(each -> each.seat() == seat);
    }
    parked.values().removeIf(line -> line.waiting.isEmpty());
    unfinished.addAll(room.withdraw(seat));
    return unfinished;
  }

  private void runUntilStopped() {
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
      Runnable next = poll(System.nanoTime());
      if (next != null) {
        return next;
      }
      long untilRetry = parked.values().stream().mapToLong(l -> l.dueNanos).min().orElse(0);
      wait(parked.isEmpty() ? 0 : Math.max(1, (untilRetry - System.nanoTime()) / 1_000_000));
    }
    return null;
  }

  private @Nullable Runnable poll(long now) {
    Runnable task = tasks.poll();
    if (task != null) {
      return task;
    }
    Delivery unparked = pollUnparked();
    Delivery next = unparked == null ? pollDue(now) : unparked;
    if (next == null) {
      return null;
    }
    List<DataGap> gaps = room.takeDropped();
    return () -> {
      gaps.forEach(gap -> broker.announce(next.seat().owner(), gap));
      run(next);
    };
  }

  private @Nullable Delivery pollUnparked() {
    for (Delivery next = room.poll(); next != null; next = room.poll()) {
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
      if (delivery.seat().hand(delivery.posted(), delivery.redelivered())) {
        counts.delivered.increment();
      }
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
          System.nanoTime() + options.retryDelayAfter(Math.max(1, next.attempts())).toNanos();
      notifyAll();
    }
  }

  private static boolean isNotTaken(Throwable why) {
    return why instanceof RejectedExecutionException || why instanceof InterruptedException;
  }

  private synchronized void settled(Delivery delivery) {
    Line line = parked.get(delivery.line());
    if (line != null && line.waiting.removeFirstOccurrence(delivery)) {
      line.dueNanos = System.nanoTime();
      if (line.waiting.isEmpty()) {
        parked.remove(delivery.line());
      }
    }
  }
}
