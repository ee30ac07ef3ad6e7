package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.BusTransport;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs handlers for entries of a group and acknowledges an entry when each of its messages is
/// done: handled, or among the dead letters. Remembers what it has handled until Redis has
/// confirmed the acknowledgement, so that a lost acknowledgement does not become a second delivery.
/// Confined to the reading thread, except for [#acknowledged].
final class GroupDispatch {
  private static final Logger log = LoggerFactory.getLogger(GroupDispatch.class);

  private static final long SETTLING = TimeUnit.SECONDS.toNanos(5);

  private final Handlers handlers;
  private final FrameWriter writer;
  private final BusCounters counters;
  private final DeadLetterMove moves;
  private final String group;
  private final BusOptions options;
  private final Parking parking = new Parking();
  private final Set<String> inHand = new HashSet<>();

  /// Entries done, each with the marks of those of its messages that are dead letters.
  private final Map<String, Set<String>> handled = new ConcurrentHashMap<>();

  private final Map<String, Set<String>> toAcknowledge = new HashMap<>();
  private final List<Parking.Parked> unclaimed = new ArrayList<>();
  private final List<DeadLetterMove.Unreadable> unreadable = new ArrayList<>();

  private long unreadableAgainAtNanos;
  private volatile long settledAtNanos = System.nanoTime();

  GroupDispatch(
      Handlers handlers,
      FrameWriter writer,
      BusCounters counters,
      DeadLetterMove moves,
      BusTransport.Setup setup) {
    this.handlers = handlers;
    this.writer = writer;
    this.counters = counters;
    this.moves = moves;
    this.group = setup.engine().name();
    this.options = setup.options();
  }

  /// Messages waiting to be tried again, and those behind them.
  int parked() {
    return parking.size() + unclaimed.size() + unreadable.size();
  }

  /// An engine that starts subscribes to one type after another, while what its predecessor left
  /// comes in at once: until the last subscription has settled, a message that nobody wants yet is
  /// held back instead of being acknowledged away. Any thread.
  void subscribed() {
    settledAtNanos = System.nanoTime() + SETTLING;
  }

  /// Whether an entry need not be handled: it is in hand, or was handled and only its
  /// acknowledgement is missing, which is sent again.
  boolean isKnown(String stream, String id) {
    String name = name(stream, id);
    if (handled.containsKey(name)) {
      toAcknowledge.computeIfAbsent(stream, key -> new HashSet<>()).add(id);
      return true;
    }
    return inHand.contains(name);
  }

  /// Handles an entry's messages in order.
  void dispatch(Entry entry) {
    inHand.add(name(entry.stream(), entry.id()));
    int count = entry.frame().count();
    for (int i = 0; i < count; i++) {
      Parking.Parked one = new Parking.Parked(entry, i, null);
      if (entry.isMoved(i)) {
        done(entry);
      } else if (!handlers.wants(entry.frame().typeName(i))) {
        unclaimed.add(one);
      } else if (!parking.joins(one)) {
        attempt(one);
      }
    }
    claim();
  }

  /// An entry that is not a frame goes to the dead letters whole.
  void dispatchUnreadable(String stream, String id, byte[] bytes, Exception cause) {
    counters.increment(BusMeter.CORRUPT);
    inHand.add(name(stream, id));
    unreadable.add(new DeadLetterMove.Unreadable(stream, id, bytes, moves.corrupt(cause)));
    unreadableAgainAtNanos = System.nanoTime();
    moveUnreadable();
  }

  /// What was trimmed or deleted while it was owed: there is nothing left to handle.
  void dispatchNothing(String stream, String id) {
    counters.lost(stream);
    log.error("entry {} of {} is gone, though the group had not acknowledged it", id, stream);
    toAcknowledge.computeIfAbsent(stream, key -> new HashSet<>()).add(id);
  }

  private void moveUnreadable() {
    if (unreadable.isEmpty() || System.nanoTime() - unreadableAgainAtNanos < 0) {
      return;
    }
    unreadable.removeIf(
        entry -> {
          boolean moved = moves.move(entry);
          if (moved) {
            inHand.remove(name(entry.stream(), entry.id()));
          }
          return moved;
        });
    unreadableAgainAtNanos = System.nanoTime() + options.retryDelay().toNanos();
  }

  /// Hands over what has found a handler since, and lets go of what nobody wants.
  private void claim() {
    if (unclaimed.isEmpty()) {
      return;
    }
    boolean settled = System.nanoTime() - settledAtNanos >= 0;
    List<Parking.Parked> held = new ArrayList<>(unclaimed);
    unclaimed.clear();
    for (Parking.Parked one : held) {
      if (handlers.wants(one.entry().frame().typeName(one.index()))) {
        if (!parking.joins(one)) {
          attempt(one);
        }
      } else if (settled) {
        done(one.entry());
      } else {
        unclaimed.add(one);
      }
    }
  }

  /// Tries again what is due.
  void retry() {
    claim();
    moveUnreadable();
    for (List<Parking.Parked> line : parking.due(System.nanoTime())) {
      for (Parking.Parked one : line) {
        if (!parking.joins(one)) {
          again(one);
        }
      }
    }
  }

  private void again(Parking.Parked one) {
    Failure failure = one.failure();
    if (failure != null && failure.isFinal(options.maxAttempts())) {
      giveUp(one, failure);
      return;
    }
    if (failure != null) {
      counters.increment(BusMeter.RETRIED);
    }
    attempt(one);
  }

  private void attempt(Parking.Parked one) {
    Entry entry = one.entry();
    try {
      handlers.deliver(entry.frame(), one.index(), entry.home(), one.redelivered());
      done(entry);
    } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
      // Errors of the handler's making too: one message must not end the reading of all.
      failed(one, e);
    }
  }

  private void failed(Parking.Parked one, Throwable cause) {
    counters.increment(BusMeter.FAILED);
    Entry entry = one.entry();
    Failure failure = moves.failed(one.failure(), cause);
    if (one.failure() == null) {
      String type = entry.frame().typeName(one.index());
      log.warn("{} in entry {} of {} failed", type, entry.id(), entry.stream(), cause);
    }
    Parking.Parked again = new Parking.Parked(entry, one.index(), failure);
    if (failure.isFinal(options.maxAttempts())) {
      giveUp(again, failure);
    } else {
      park(again, failure);
    }
  }

  /// A move that is refused leaves the message parked: nothing is acknowledged, its key waits on.
  private void giveUp(Parking.Parked one, Failure failure) {
    Entry entry = one.entry();
    boolean last = entry.isOnLast();
    if (!moves.move(one, failure)) {
      park(one, failure);
    } else if (last) {
      entry.doneOne();
      inHand.remove(name(entry.stream(), entry.id()));
    } else {
      entry.moved(one.index());
      done(entry);
    }
  }

  private void park(Parking.Parked one, Failure failure) {
    long delay = options.retryDelayAfter(Math.max(1, failure.attempts())).toNanos();
    parking.park(one, System.nanoTime() + delay);
  }

  private void done(Entry entry) {
    if (entry.doneOne()) {
      String name = name(entry.stream(), entry.id());
      inHand.remove(name);
      handled.put(
          name,
          entry.moved().stream()
              .map(index -> entry.id() + "/" + index)
              .collect(Collectors.toUnmodifiableSet()));
      toAcknowledge.computeIfAbsent(entry.stream(), key -> new HashSet<>()).add(entry.id());
    }
  }

  /// Sends the acknowledgements gathered so far; they travel on the command connection, never
  /// behind a blocking read.
  void acknowledge() {
    toAcknowledge.forEach(
        (stream, ids) -> {
          String[] batch = ids.toArray(String[]::new);
          String[] marks =
              ids.stream()
                  .flatMap(id -> handled.getOrDefault(name(stream, id), Set.of()).stream())
                  .toArray(String[]::new);
          writer
              .call(redis -> acknowledge(redis, stream, batch, marks))
              .thenAccept(count -> acknowledged(stream, batch))
              .exceptionally(failure -> null); // sent again when the entry is read again
        });
    toAcknowledge.clear();
  }

  /// What follows the acknowledgement on the same connection cannot overtake it.
  private RedisFuture<Long> acknowledge(
      RedisAsyncCommands<String, byte[]> redis, String stream, String[] ids, String[] marks) {
    RedisFuture<Long> acknowledged = redis.xack(stream, group, ids);
    if (StreamNames.isRetries(stream)) {
      // Nobody else reads it, and nobody trims it.
      redis.xdel(stream, ids).exceptionally(failure -> 0L);
    }
    if (marks.length > 0) {
      redis.hdel(StreamNames.moved(stream, group), marks).exceptionally(failure -> 0L);
    }
    return acknowledged;
  }

  private void acknowledged(String stream, String[] ids) {
    for (String id : ids) {
      handled.remove(name(stream, id));
    }
  }

  private static String name(String stream, String id) {
    return stream + id;
  }
}
