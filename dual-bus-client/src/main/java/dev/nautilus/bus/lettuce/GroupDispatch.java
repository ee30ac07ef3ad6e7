package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs handlers for entries of a group and acknowledges an entry when each of its messages is
/// done. Remembers what it has handled until Redis has confirmed the acknowledgement, so that a
/// lost acknowledgement does not become a second delivery. Confined to the reading thread, except
/// for [#acknowledged].
final class GroupDispatch {
  private static final Logger log = LoggerFactory.getLogger(GroupDispatch.class);

  private static final long SETTLING = TimeUnit.SECONDS.toNanos(5);

  private final Handlers handlers;
  private final FrameWriter writer;
  private final BusCounters counters;
  private final String group;
  private final long retryNanos;
  private final Parking parking = new Parking();
  private final Set<String> inHand = new HashSet<>();
  private final Set<String> handled = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<String>> toAcknowledge = new HashMap<>();
  private final List<Parking.Parked> unclaimed = new ArrayList<>();

  private volatile long settledAtNanos = System.nanoTime();

  GroupDispatch(
      Handlers handlers, FrameWriter writer, BusCounters counters, String group, long retryNanos) {
    this.handlers = handlers;
    this.writer = writer;
    this.counters = counters;
    this.group = group;
    this.retryNanos = retryNanos;
  }

  /// Messages waiting to be tried again, and those behind them.
  int parked() {
    return parking.size() + unclaimed.size();
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
    if (handled.contains(name)) {
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
      if (!handlers.wants(entry.frame().typeName(i))) {
        unclaimed.add(new Parking.Parked(entry, i));
      } else if (!parking.joins(entry, i)) {
        attempt(entry, i, entry.redelivered());
      }
    }
    claim();
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
        if (!parking.joins(one.entry(), one.index())) {
          attempt(one.entry(), one.index(), one.entry().redelivered());
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
    for (List<Parking.Parked> line : parking.due(System.nanoTime())) {
      for (Parking.Parked parked : line) {
        if (!parking.joins(parked.entry(), parked.index())) {
          attempt(parked.entry(), parked.index(), true);
        }
      }
    }
  }

  private void attempt(Entry entry, int index, boolean redelivered) {
    try {
      handlers.deliver(entry.frame(), index, entry.stream(), redelivered);
      done(entry);
    } catch (Exception e) {
      counters.increment(BusMeter.FAILED);
      log.warn(
          "{} on {} in entry {} failed, will be handed over again: {}",
          entry.frame().typeName(index),
          entry.stream(),
          entry.id(),
          e,
          e);
      parking.park(entry, index, System.nanoTime() + retryNanos);
    }
  }

  private void done(Entry entry) {
    if (entry.doneOne()) {
      String name = name(entry.stream(), entry.id());
      inHand.remove(name);
      handled.add(name);
      toAcknowledge.computeIfAbsent(entry.stream(), key -> new HashSet<>()).add(entry.id());
    }
  }

  /// Sends the acknowledgements gathered so far; they travel on the command connection, never
  /// behind a blocking read.
  void acknowledge() {
    toAcknowledge.forEach(
        (stream, ids) -> {
          String[] batch = ids.toArray(String[]::new);
          writer
              .call(redis -> redis.xack(stream, group, batch))
              .thenAccept(count -> acknowledged(stream, batch))
              .exceptionally(failure -> null); // sent again when the entry is read again
        });
    toAcknowledge.clear();
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
