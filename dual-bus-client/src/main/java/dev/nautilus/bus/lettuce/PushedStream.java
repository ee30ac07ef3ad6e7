package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.bus.codec.FrameReader;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream of the MarketData bus as a subscriber follows it: pushed frames are handed on, a hole
/// in a publisher's sequence is filled from the stream, and what cannot be filled is announced.
/// Confined to the reading thread, except for [#overflowed], [#silent] and [#seenUpTo].
final class PushedStream {
  private static final Logger log = LoggerFactory.getLogger(PushedStream.class);
  private static final int PAGE = 256;

  private final String stream;
  private final FrameWriter commands;
  private final FrameDelivery delivery;
  private final Notices notices;
  private final BusCounters counters;
  private final long timeoutMillis;
  private final FrameReader pushes = new FrameReader();
  private final SequenceTracker sequences = new SequenceTracker();
  private final SourceWatch watch = new SourceWatch(System.nanoTime());
  private final Suspicions suspicions = new Suspicions();

  private final ReadPlace place = new ReadPlace();

  private long damagedFrames;

  private volatile boolean overflowed;
  private volatile String silent = "";

  PushedStream(
      String stream, FrameWriter commands, Handlers handlers, Notices notices, long timeoutMillis) {
    this.stream = stream;
    this.commands = commands;
    this.delivery = new FrameDelivery(stream, handlers, notices.counters());
    this.notices = notices;
    this.counters = notices.counters();
    this.timeoutMillis = timeoutMillis;
  }

  /// Starts at the stream's end: what is published after this call is seen.
  void seekToEnd() throws InterruptedException {
    int met = commands.encounters();
    List<StreamMessage<String, byte[]>> last =
        await(commands.call(redis -> redis.xrevrange(stream, Range.unbounded(), Limit.from(1))));
    place.startAt(last.isEmpty() ? StreamId.ZERO : StreamId.parse(last.get(0).getId()), met);
    for (StreamMessage<String, byte[]> entry : last) {
      skip(entry);
    }
  }

  /// The entry at the cursor was published before we came; catching up reads it again.
  private void skip(StreamMessage<String, byte[]> entry) {
    byte[] bytes = entry.getBody().getOrDefault(GroupReader.FIELD, new byte[0]);
    try {
      FrameHeader header = FrameDecoder.decode(bytes).header();
      sequences.seenUpTo(header.incarnation(), header.firstSequence() + header.count() - 1);
    } catch (CorruptFrameException e) {
      log.debug("the newest entry of {} is not a frame: {}", stream, e.getMessage());
    }
  }

  /// A push was dropped because the reader lags; the stream has it. Any thread.
  void overflowed() {
    overflowed = true;
  }

  /// The server lost its memory: what it has now may bear lower ids. Any thread.
  void serverReplaced() {
    place.serverReplaced();
    overflowed = true;
  }

  /// Everything up to here was handed on. Any thread.
  StreamId seenUpTo() {
    return place.seen();
  }

  boolean takeOverflow() {
    boolean was = overflowed;
    overflowed = false;
    return was;
  }

  /// Names of the publishers that have fallen silent; empty when there is none. Any thread.
  String silent() {
    return silent;
  }

  long nanosUntilLook() {
    return watch.nanosUntilLook(System.nanoTime());
  }

  /// Announces publishers that have fallen silent; to be called when no push waits.
  ///
  /// @param connected whether anything could have been heard
  /// @return true when there is one more
  boolean lookForSilence(boolean connected) {
    List<SourceWatch.Silence> fallen = watch.look(System.nanoTime(), connected);
    silent = watch.silent();
    for (SourceWatch.Silence each : fallen) {
      notices.silent(each);
      settle(each.last().incarnation());
    }
    return !fallen.isEmpty();
  }

  private void heard(Frame frame) {
    FrameHeader header = frame.header();
    long silentNanos = watch.heard(header, System.nanoTime());
    if (silentNanos > 0) {
      silent = watch.silent();
      notices.resumed(header, silentNanos);
    }
    if (frame.isGoodbye()) {
      watch.left(header);
    }
  }

  /// A frame came by push.
  ///
  /// @param bytes may be used again once this returns
  void pushed(byte[] bytes, int length) throws InterruptedException {
    Frame frame;
    try {
      frame = pushes.read(bytes, length);
    } catch (CorruptFrameException e) {
      corrupt(e);
      return;
    }
    heard(frame);
    FrameHeader header = frame.header();
    StreamId before = new StreamId(header.previousMillis(), header.previousSequence());
    long expected = sequences.next(header.incarnation());
    boolean hole =
        expected == 0 ? before.compareTo(place.seen()) > 0 : header.firstSequence() > expected;
    if (hole) {
      catchUp();
    }
    accept(frame, true);
    place.seen(before);
    if (frame.count() == 0) {
      settle(header.incarnation());
    }
  }

  /// Reads from the cursor to the stream's end, once more if another server was met meanwhile.
  ///
  /// @return how many messages it found that had not been seen
  long catchUp() throws InterruptedException {
    long found = 0;
    do {
      place.begin(commands.encounters());
      found += readToEnd();
    } while (place.isOutdated(commands.encounters()));
    return found;
  }

  private long readToEnd() throws InterruptedException {
    long found = 0;
    List<StreamMessage<String, byte[]>> page;
    do {
      StreamId from = place.seen();
      page =
          await(
              commands.call(
                  redis ->
                      redis.xrange(
                          stream,
                          Range.from(
                              Range.Boundary.including(from.toString()),
                              Range.Boundary.unbounded()),
                          Limit.from(PAGE))));
      place.pageBegins(page.isEmpty() ? null : StreamId.parse(page.get(0).getId()));
      for (StreamMessage<String, byte[]> entry : page) {
        found += stored(entry);
        place.seen(StreamId.parse(entry.getId()));
      }
    } while (page.size() == PAGE);
    return found;
  }

  private long stored(StreamMessage<String, byte[]> entry) {
    byte[] bytes = entry.getBody().getOrDefault(GroupReader.FIELD, new byte[0]);
    try {
      return accept(FrameDecoder.decode(bytes), false);
    } catch (CorruptFrameException e) {
      // The entry at the cursor is read again each time; it was announced the first time.
      if (place.isNew(StreamId.parse(entry.getId()))) {
        damaged(e);
      }
      return 0;
    }
  }

  /// Hands on what of a frame has not been seen; returns how many messages.
  private int accept(Frame frame, boolean pushed) {
    FrameHeader header = frame.header();
    long first = header.firstSequence();
    long end = first + frame.count();
    long expected = sequences.next(header.incarnation());
    if (expected == 0) {
      // The first frame that a publisher ever stored tells what it gave up before; any other
      // follows frames from before our time.
      expected = header.previousMillis() == 0 && frame.count() > 0 ? 1 : first;
    }
    if (end < expected || (end == expected && frame.count() > 0)) {
      if (pushed) {
        counters.add(BusMeter.DUPLICATES, frame.count());
      }
      return 0;
    }
    if (first > expected) {
      gap(header, expected);
    }
    sequences.seenUpTo(header.incarnation(), end - 1);
    int from = (int) Math.max(0, expected - first);
    if (!pushed) {
      counters.add(BusMeter.FILLED, frame.count() - from);
    }
    delivery.deliver(frame, from);
    return frame.count() - from;
  }

  private void gap(FrameHeader next, long firstMissing) {
    StreamId before = new StreamId(next.previousMillis(), next.previousSequence());
    String reason = "NEVER_STORED";
    if (suspicions.settle(next.incarnation()) > 0) {
      reason = "CORRUPT";
    } else if (place.isTrimmed(before)) {
      reason = Notices.TRIMMED;
    } else if (place.wentBack()) {
      reason = Notices.FAILOVER;
    }
    String publisher = Long.toHexString(next.incarnation());
    notices.gap(publisher, firstMissing, next.firstSequence() - firstMissing, reason);
  }

  /// A push came damaged: perhaps the stream has it whole, or has it damaged too.
  private void corrupt(CorruptFrameException e) throws InterruptedException {
    long before = damagedFrames;
    catchUp();
    if (damagedFrames == before) {
      damaged(e);
    }
  }

  /// What is missing is known exactly when its publisher, if it is one of ours, speaks next.
  private void damaged(CorruptFrameException e) {
    damagedFrames++;
    counters.increment(BusMeter.CORRUPT);
    log.warn("corrupt frame on {}: {}", stream, e.getMessage());
    long incarnation = e.incarnation().orElse(0);
    long first = Math.max(0, e.firstSequence().orElse(0));
    boolean known = e.incarnation().isPresent() && sequences.next(incarnation) != 0;
    if (!known || !suspicions.add(incarnation, first)) {
      String publisher = e.incarnation().isPresent() ? Long.toHexString(incarnation) : "unknown";
      notices.gap(publisher, first, 1, "CORRUPT");
    }
  }

  /// A publisher has said how far it has written, or never will: a damaged frame that its numbers
  /// do not account for bore its name wrongly, and was somebody's all the same.
  private void settle(long incarnation) {
    long first = suspicions.settle(incarnation);
    if (first > 0 && first >= sequences.next(incarnation)) {
      notices.gap(Long.toHexString(incarnation), first, 1, "CORRUPT");
    }
  }

  private <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ReadFailedException("reading " + stream + " failed: " + e.getMessage(), e);
    }
  }
}
