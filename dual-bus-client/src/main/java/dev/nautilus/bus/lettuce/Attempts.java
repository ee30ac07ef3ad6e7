package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands single messages to their handlers. One that fails is parked, and given up when it has been
/// tried enough. Confined to the reading thread.
final class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private final Handlers handlers;
  private final BusCounters counters;
  private final DeadLetterMove moves;
  private final BusOptions options;
  private final Parking parking;
  private final OpenEntries entries;
  private int delivered;

  Attempts(
      Handlers handlers,
      BusCounters counters,
      DeadLetterMove moves,
      BusOptions options,
      Parking parking,
      OpenEntries entries) {
    this.handlers = handlers;
    this.counters = counters;
    this.moves = moves;
    this.options = options;
    this.parking = parking;
    this.entries = entries;
  }

  /// The first attempt; [#endFrame] follows the frame's last one.
  void first(Entry entry, int index) {
    attempt(entry, index, null);
  }

  /// Others may have their turn.
  void endFrame(Entry entry) {
    handlers.endFrame(entry.frame());
  }

  /// What was parked or held back.
  void again(Parking.Parked one) {
    Failure failure = one.failure();
    if (failure != null && failure.isFinal(options.maxAttempts())) {
      giveUp(one, failure);
      return;
    }
    if (failure != null) {
      counters.increment(BusMeter.RETRIED);
    }
    attempt(one.entry(), one.index(), failure);
    endFrame(one.entry());
  }

  /// Counts what was delivered since the last call: once a frame, not once a message.
  void count() {
    counters.add(BusMeter.DELIVERED, delivered);
    delivered = 0;
  }

  private void attempt(Entry entry, int index, @Nullable Failure before) {
    try {
      boolean redelivered = before != null || entry.redelivered();
      if (handlers.deliver(entry.frame(), index, entry.home(), redelivered)) {
        delivered++;
      }
    } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
      // Errors of the handler's making too: one message must not end the reading of all.
      failed(new Parking.Parked(entry.kept(), index, before), e);
      return;
    }
    entries.done(entry);
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
      entries.doneAndAcknowledged(entry);
    } else {
      entry.moved(Set.of(one.index()));
      entries.done(entry);
    }
  }

  private void park(Parking.Parked one, Failure failure) {
    long delay = options.retryDelayAfter(Math.max(1, failure.attempts())).toNanos();
    parking.park(one, System.nanoTime() + delay);
  }
}
