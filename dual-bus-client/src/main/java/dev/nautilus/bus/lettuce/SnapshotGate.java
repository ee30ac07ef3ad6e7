package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.MarketDatum;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands before a handler and lets the rows of a snapshot through first, then what waited
/// meanwhile, then the live messages, none twice and none backwards. Threads that bring live
/// messages never wait here: what comes while another one has the handler is left to that one. So
/// the handler runs on one thread at a time, and may subscribe while it does.
///
/// After a gap, live messages with versions go on while the new snapshot is on its way; others wait
/// for it.
///
/// @param <P> payload class
final class SnapshotGate<P> implements MessageHandler<P> {
  private static final Logger log = LoggerFactory.getLogger(SnapshotGate.class);

  private final MessageType<P> type;
  private final MessageHandler<P> handler;
  private final BusCounters counters;
  private final int capacity;
  private final boolean versioned;
  private final Runnable anew;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition free = lock.newCondition();
  private final ArrayDeque<Message<P>> waiting = new ArrayDeque<>();
  private final Set<StreamKey> open = new HashSet<>();
  private boolean first = true;
  private boolean busy;
  private boolean fades;
  private long round;
  private @Nullable SeenStates<P> seen;
  private volatile boolean closed;

  /// @param capacity most live messages that wait for the snapshot
  /// @param anew begins all snapshots anew; must not wait
  SnapshotGate(
      MessageType<P> type,
      MessageHandler<P> handler,
      BusCounters counters,
      int capacity,
      Runnable anew) {
    this.type = type;
    this.handler = handler;
    this.counters = counters;
    this.capacity = capacity;
    this.versioned = MarketDatum.class.isAssignableFrom(type.payload());
    this.anew = anew;
  }

  /// A live message.
  @Override
  public void handle(Message<P> message) throws Exception {
    if (!take(message)) {
      return;
    }
    try {
      handler.handle(message);
    } finally {
      drainAndLeave();
    }
  }

  private boolean take(Message<P> message) {
    lock.lock();
    try {
      if (busy || holds() || !waiting.isEmpty()) {
        waiting.add(message);
        if (waiting.size() >= capacity) {
          makeRoom();
        }
        return false;
      }
      busy = admits(message);
      return busy;
    } finally {
      lock.unlock();
    }
  }

  private boolean holds() {
    return !open.isEmpty() && (first || !versioned);
  }

  private boolean admits(Message<P> message) {
    SeenStates<P> states = seen;
    if (states == null) {
      return true;
    }
    boolean admitted = states.takeLive(message, !open.isEmpty());
    if (fades && states.isBeyond(message)) {
      seen = null;
    }
    return admitted;
  }

  /// States may be conflated. Where even the newest of each key is too much, a snapshot taken from
  /// now on has what is given up here.
  private void makeRoom() {
    Map<String, Message<P>> newest = new LinkedHashMap<>();
    for (Message<P> each : waiting) {
      String key = type.conflationKeyOf(each.payload());
      Message<P> older = newest.remove(key);
      newest.put(key, older == null ? each : newer(older, each));
    }
    counters.add(BusMeter.CONFLATED, waiting.size() - newest.size());
    waiting.clear();
    if (newest.size() > capacity / 4 * 3) {
      counters.increment(BusMeter.SNAPSHOT_OVERFLOWS);
      log.warn(
          "{} has more keys than the {} messages that may wait for a snapshot: beginning anew",
          type.name(),
          capacity);
      anew.run();
    } else {
      waiting.addAll(newest.values());
    }
  }

  private Message<P> newer(Message<P> older, Message<P> later) {
    return SeenStates.versionOf(older.payload()) > SeenStates.versionOf(later.payload())
        ? older
        : later;
  }

  /// A snapshot of this partition is wanted: from now on live messages wait, or are remembered.
  void begin(StreamKey stream) {
    lock.lock();
    try {
      open.add(stream);
      round++;
      fades = false;
      if (seen == null) {
        seen = new SeenStates<>();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Messages of this publisher below that number are in the snapshot.
  void covers(String stream, long incarnation, long next) {
    lock.lock();
    try {
      if (seen != null) {
        seen.begin(stream, incarnation, next);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Rows of a snapshot.
  void rows(Collection<Message<P>> rows) throws InterruptedException {
    enter();
    try {
      for (Message<P> row : rows) {
        if (isNew(row)) {
          counters.increment(BusMeter.DELIVERED);
          deliver(row);
        }
      }
    } finally {
      drainAndLeave();
    }
  }

  /// The snapshot of this partition is whole.
  ///
  /// @return tells [#forget] which snapshot it was
  long complete(StreamKey stream) throws InterruptedException {
    enter();
    lock.lock();
    try {
      open.remove(stream);
      first &= !open.isEmpty();
      return round;
    } finally {
      lock.unlock();
      drainAndLeave();
    }
  }

  /// What the publishers held when the snapshot of this round was taken is in the stream by now:
  /// its versions are forgotten once the live messages have passed that point. A reader that lags
  /// still needs them.
  void forget(long ended) {
    lock.lock();
    try {
      fades = ended == round && open.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (busy) {
        free.await();
      }
      busy = true;
    } finally {
      lock.unlock();
    }
  }

  private boolean isNew(Message<P> row) {
    lock.lock();
    try {
      SeenStates<P> states = seen;
      return states == null || states.takeRow(row);
    } finally {
      lock.unlock();
    }
  }

  private void drainAndLeave() {
    for (Message<P> next = nextOrLeave(); next != null; next = nextOrLeave()) {
      deliver(next);
    }
  }

  private @Nullable Message<P> nextOrLeave() {
    lock.lock();
    try {
      while (!holds() && !waiting.isEmpty()) {
        Message<P> next = waiting.remove();
        if (admits(next)) {
          return next;
        }
      }
      busy = false;
      free.signal();
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void deliver(Message<P> message) {
    if (closed) {
      return;
    }
    try {
      handler.handle(message);
    } catch (Exception e) {
      counters.increment(BusMeter.FAILED);
      log.warn("handler of {} failed: {}", type, e, e);
    }
  }

  /// Nothing reaches the handler any more, except what it has in hand.
  void close() {
    closed = true;
  }
}
