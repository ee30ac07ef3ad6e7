package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.message.DataGap;
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
/// Confined to the reading thread, except for [#overflowed].
final class PushedStream {
  private static final Logger log = LoggerFactory.getLogger(PushedStream.class);
  private static final int PAGE = 256;

  private final String stream;
  private final FrameWriter commands;
  private final Handlers handlers;
  private final LocalMessages local;
  private final BusCounters counters;
  private final long timeoutMillis;
  private final SequenceTracker sequences = new SequenceTracker();

  /// Everything up to here has been seen.
  private StreamId cursor = StreamId.ZERO;

  private volatile boolean overflowed;

  PushedStream(
      String stream,
      FrameWriter commands,
      Handlers handlers,
      LocalMessages local,
      long timeoutMillis) {
    this.stream = stream;
    this.commands = commands;
    this.handlers = handlers;
    this.local = local;
    this.counters = local.counters();
    this.timeoutMillis = timeoutMillis;
  }

  /// Starts at the stream's end: what is published after this call is seen.
  void seekToEnd() throws InterruptedException {
    List<StreamMessage<String, byte[]>> last =
        await(commands.call(redis -> redis.xrevrange(stream, Range.unbounded(), Limit.from(1))));
    cursor = last.isEmpty() ? StreamId.ZERO : StreamId.parse(last.get(0).getId());
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

  boolean takeOverflow() {
    boolean was = overflowed;
    overflowed = false;
    return was;
  }

  /// A frame came by push.
  void pushed(byte[] bytes) throws InterruptedException {
    Frame frame;
    try {
      frame = FrameDecoder.decode(bytes);
    } catch (CorruptFrameException e) {
      corrupt(e);
      return;
    }
    FrameHeader header = frame.header();
    StreamId before = new StreamId(header.previousMillis(), header.previousSequence());
    long expected = sequences.next(header.incarnation());
    boolean hole = expected == 0 ? before.compareTo(cursor) > 0 : header.firstSequence() > expected;
    if (hole) {
      catchUp();
    }
    accept(frame, true);
    cursor = cursor.max(before);
  }

  /// Reads from the cursor to the stream's end.
  void catchUp() throws InterruptedException {
    List<StreamMessage<String, byte[]>> page;
    do {
      StreamId from = cursor;
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
      for (StreamMessage<String, byte[]> entry : page) {
        stored(entry);
        cursor = cursor.max(StreamId.parse(entry.getId()));
      }
    } while (page.size() == PAGE);
  }

  private void stored(StreamMessage<String, byte[]> entry) {
    byte[] bytes = entry.getBody().get(GroupReader.FIELD);
    if (bytes == null) {
      counters.increment(BusMeter.CORRUPT);
      return;
    }
    try {
      accept(FrameDecoder.decode(bytes), false);
    } catch (CorruptFrameException e) {
      corrupt(e);
    }
  }

  private void accept(Frame frame, boolean pushed) {
    FrameHeader header = frame.header();
    long first = header.firstSequence();
    long end = first + frame.count();
    long expected = sequences.next(header.incarnation());
    if (expected == 0) {
      expected = first;
    }
    if (end <= expected) {
      if (pushed) {
        counters.add(BusMeter.DUPLICATES, frame.count());
      }
      return;
    }
    if (first > expected) {
      gap(header.incarnation(), expected, first - expected);
    }
    sequences.seenUpTo(header.incarnation(), end - 1);
    int from = (int) Math.max(0, expected - first);
    if (!pushed) {
      counters.add(BusMeter.FILLED, frame.count() - from);
    }
    for (int i = from; i < frame.count(); i++) {
      deliver(frame, i);
    }
  }

  private void deliver(Frame frame, int index) {
    try {
      handlers.deliver(frame, index, stream, false);
    } catch (Exception e) {
      counters.increment(BusMeter.FAILED);
      log.warn("handler of {} on {} failed: {}", frame.typeName(index), stream, e, e);
    }
  }

  private void gap(long incarnation, long firstMissing, long missing) {
    counters.add(BusMeter.GAPS, missing);
    String publisher = Long.toHexString(incarnation);
    log.warn(
        "{} of publisher {} lost {} messages from {}", stream, publisher, missing, firstMissing);
    local.announce(
        MessageType.DATA_GAP, new DataGap(stream, publisher, firstMissing, missing, "TRIMMED"));
  }

  private void corrupt(CorruptFrameException e) {
    counters.increment(BusMeter.CORRUPT);
    log.warn("corrupt frame on {}: {}", stream, e.getMessage());
    e.incarnation()
        .ifPresent(
            incarnation ->
                local.announce(
                    MessageType.DATA_GAP,
                    new DataGap(
                        stream,
                        Long.toHexString(incarnation),
                        e.firstSequence().orElse(0),
                        1,
                        "CORRUPT")));
  }

  private <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ReadFailedException("reading " + stream + " failed: " + e.getMessage(), e);
    }
  }
}
