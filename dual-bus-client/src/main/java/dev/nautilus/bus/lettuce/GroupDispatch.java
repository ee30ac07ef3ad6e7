package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs handlers for entries of a group. An entry is done when each of its messages is: handled, or
/// among the dead letters. Confined to the reading thread, but for what says "any thread".
final class GroupDispatch {
  private static final Logger log = LoggerFactory.getLogger(GroupDispatch.class);

  private static final long SETTLING = TimeUnit.SECONDS.toNanos(5);
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int MOST_HELD = 10_000;
  private static final long MOST_BYTES = 64L << 20;

  private final Handlers handlers;
  private final BusCounters counters;
  private final EntryForm form;
  private final Parking parking = new Parking();
  private final OpenEntries entries = new OpenEntries();
  private final Attempts attempts;

  /// Messages that nobody wants yet, or that came when they might not be handed out.
  private final List<Parking.Parked> held = new ArrayList<>();

  private final UnreadableEntries unreadable;

  private int messages;
  private volatile boolean stopped;
  private volatile boolean waiting = true;
  private volatile long turnAtNanos;
  private volatile long settledAtNanos = System.nanoTime();

  GroupDispatch(
      Handlers handlers,
      BusCounters counters,
      DeadLetterMove moves,
      BusOptions options,
      EntryForm form) {
    this.handlers = handlers;
    this.counters = counters;
    this.form = form;
    this.attempts = new Attempts(handlers, counters, moves, options, parking, entries);
    this.unreadable = new UnreadableEntries(moves, options.retryDelay().toNanos());
  }

  /// Whether so much waits to be tried again that nothing more should be read.
  boolean isFull() {
    return parking.size() + held.size() + unreadable.size() > MOST_HELD
        || entries.bytes() > MOST_BYTES;
  }

  /// An engine that starts subscribes to one type after another, while what its predecessor left
  /// comes in at once: until the last subscription has settled, a message that nobody wants yet is
  /// held back instead of being acknowledged away. Any thread.
  void subscribed() {
    settledAtNanos = System.nanoTime() + SETTLING;
  }

  /// The last one is there. Any thread.
  void settled() {
    settledAtNanos = System.nanoTime();
  }

  /// The reading thread has something to do.
  void begins(long nowNanos) {
    turnAtNanos = nowNanos;
    waiting = false;
  }

  /// The reading thread has nothing to do.
  void waits() {
    waiting = true;
  }

  /// Whether the reading thread has been at the same batch for so long. Any thread.
  boolean isStuck(long nanos) {
    return !waiting && System.nanoTime() - turnAtNanos > nanos;
  }

  /// Hands out no further entry. Any thread.
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /// Messages that came so far, modulo 2^32.
  int messages() {
    return messages;
  }

  /// So many entries are gone, though the group had not acknowledged them. Any thread.
  void trimmed(GroupStream stream, long entries) {
    if (entries > 0) {
      counters.lost(stream.name(), entries);
      log.error("{} entries of {} are gone, though the group owed them", entries, stream);
    }
  }

  /// Handles an entry as it was read.
  ///
  /// @param owed whether it was handed to this group before
  /// @param marks which messages of owed entries are dead letters, as `<entry>/<index>`
  void dispatch(Entries batch, int at, boolean owed, Set<String> marks) {
    GroupStream stream = batch.stream(at);
    StreamId id = batch.id(at);
    PooledFrame read = batch.frame(at);
    if (read == null) {
      trimmed(stream, 1);
      stream.acks().add(id, Set.of());
      return;
    }
    if (isSettled() && form.isForOthers(stream, read)) {
      messages++;
      stream.acks().add(id, Set.of());
      return;
    }
    Frame frame;
    try {
      frame = form.frame(stream, id, read);
    } catch (CorruptFrameException | IllegalArgumentException e) {
      counters.increment(BusMeter.CORRUPT);
      unreadable.add(stream, id, form.asItCame(stream, read), e);
      return;
    }
    if (frame == null) {
      stream.acks().add(id, Set.of());
      return;
    }
    messages += frame.count();
    boolean redelivered = owed || stream.isRetries();
    Entry entry = new Entry(stream, id, frame, form.array(), redelivered);
    entry.moved(Entry.indexesOf(id, marks));
    int from = redelivered ? 0 : seenBefore(stream, id, frame.header());
    dispatch(entry, from);
    if (!stream.isRetries() && !stream.isOfMain()) {
      FrameHeader header = frame.header();
      stream.seen().raise(header.incarnation(), header.firstSequence() + header.count() - 1);
    }
  }

  /// Messages at the front of a new entry that this process has had: the server forgot them.
  private int seenBefore(GroupStream stream, StreamId id, FrameHeader header) {
    int known =
        stream.isOfMain()
            ? (stream.comesAgain(id) ? header.count() : 0)
            : stream.seen().known(header.incarnation(), header.firstSequence(), header.count());
    if (known > 0) {
      counters.add(BusMeter.DUPLICATES, known);
    }
    return known;
  }

  private void dispatch(Entry entry, int from) {
    Frame frame = entry.frame();
    int count = frame.count();
    if (count == 0 || (from > 0 && entry.done(from))) {
      entries.finish(entry);
      return;
    }
    Share share = entry.stream().share();
    int type = -1;
    boolean wanted = false;
    boolean skipped = false;
    for (int i = from; i < count; i++) {
      if (frame.typeIndex(i) != type) {
        type = frame.typeIndex(i);
        wanted = handlers.wants(frame.typeAt(type));
        skipped = !wanted && isSettled();
      }
      if (skipped || entry.isMoved(i)) {
        entries.done(entry);
      } else if (!wanted || !share.mayHandOut()) {
        held.add(new Parking.Parked(entry.kept(), i, null));
      } else if (parking.size() == 0 || !parking.joins(new Parking.Parked(entry.kept(), i, null))) {
        attempts.first(entry, i);
      }
    }
    attempts.endFrame(entry);
    attempts.count();
    if (!entry.isDone()) {
      entries.add(entry);
    }
  }

  private boolean isSettled() {
    return System.nanoTime() - settledAtNanos >= 0;
  }

  /// Tries again what is due.
  void retry() {
    if (parking.size() + held.size() + unreadable.size() == 0) {
      return;
    }
    long now = System.nanoTime();
    handOutHeld(entry -> entry.stream().share().isReadable(now));
    unreadable.move();
    for (List<Parking.Parked> line :
        parking.due(now, entry -> entry.stream().share().isReadable(now))) {
      for (Parking.Parked one : line) {
        if (!parking.joins(one)) {
          attempts.again(one);
        }
      }
    }
    attempts.count();
  }

  /// An entry in hand turns out to be ours still: hands over what was held back of it.
  void resume(GroupStream stream, StreamId id) {
    handOutHeld(entry -> entry.stream() == stream && entry.id().equals(id));
  }

  /// Hands over what may be handed over now, and lets go of what nobody wants.
  private void handOutHeld(Predicate<Entry> those) {
    if (held.isEmpty()) {
      return;
    }
    List<Parking.Parked> before = new ArrayList<>(held);
    held.clear();
    boolean settled = isSettled();
    for (Parking.Parked one : before) {
      Entry entry = one.entry();
      boolean wanted = handlers.wants(entry.frame().typeName(one.index()));
      if (!those.test(entry) || !entry.stream().share().mayHandOut() || (!wanted && !settled)) {
        held.add(one);
      } else if (!wanted) {
        entries.done(entry);
      } else if (!parking.joins(one)) {
        attempts.again(one);
      }
    }
  }

  /// When to look at what is in hand again, at the latest.
  long nextDueNanos(long nowNanos) {
    long next = parking.nextDueNanos(nowNanos);
    if (!held.isEmpty()) {
      next = Math.min(next - nowNanos, LOOK) + nowNanos;
    }
    if (unreadable.size() > 0) {
      next = Math.min(next - nowNanos, unreadable.againAtNanos() - nowNanos) + nowNanos;
    }
    return next;
  }

  /// Whether an entry that is read again is in hand already.
  boolean isInHand(GroupStream stream, StreamId id) {
    return stream.open().containsKey(id) || unreadable.contains(stream, id);
  }

  /// Forgets what another instance has now.
  void drop(Share share) {
    for (GroupStream stream : share.streams()) {
      keep(stream, Set.of());
    }
    unreadable.drop(stream -> stream.share() == share);
  }

  /// Forgets what is in hand of a stream, but for these entries.
  void keep(GroupStream stream, Set<StreamId> ids) {
    Predicate<Entry> gone = entry -> entry.stream() == stream && !ids.contains(entry.id());
    parking.drop(gone);
    held.removeIf(one -> gone.test(one.entry()));
    entries.drop(stream, gone);
  }
}
