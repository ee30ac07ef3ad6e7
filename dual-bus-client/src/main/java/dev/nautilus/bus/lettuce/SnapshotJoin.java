package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.FrameHeader;
import dev.nautilus.message.SnapshotPartial;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets the snapshot of one partition for one subscription: asks the owner, takes its rows, and
/// when it does not answer reads the stream instead. Confined to the joining thread, except where
/// said.
///
/// @param <P> payload class
final class SnapshotJoin<P> {
  private static final Logger log = LoggerFactory.getLogger(SnapshotJoin.class);

  /// An owner that has not been heard for so long is silent.
  private static final long SILENT = TimeUnit.SECONDS.toNanos(1);

  /// An owner that was heard may take so long until its next frame: up to a second it waits itself.
  private static final long STALLED = TimeUnit.SECONDS.toNanos(3);

  /// What publishers held back when the rows were taken is in the stream by then.
  private static final long MEETING = TimeUnit.SECONDS.toNanos(30);

  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_ASKS = 2;

  private final MessageType<P> type;
  private final StreamKey stream;
  private final SnapshotGate<P> gate;
  private final SnapshotFrames<P> frames;
  private final SnapshotRows<P> rows;
  private final SnapshotThreads threads;
  private final BusLink link;
  private final LocalMessages local;
  private final AtomicLong queuedBytes = new AtomicLong();

  private volatile boolean wanted;
  private Runnable callOff = () -> {};
  private String name = "";
  private int asks;
  private @Nullable FrameHeader heard;
  private long index;

  SnapshotJoin(
      Subject<P> subject, StreamKey stream, SnapshotGate<P> gate, SnapshotThreads threads) {
    this.type = subject.type();
    this.frames = subject.frames();
    this.rows = subject.rows();
    this.link = subject.link();
    this.local = subject.local();
    this.stream = stream;
    this.gate = gate;
    this.threads = threads;
  }

  /// What the joins of one subscription have in common.
  record Subject<P>(
      MessageType<P> type,
      SnapshotFrames<P> frames,
      SnapshotRows<P> rows,
      BusLink link,
      LocalMessages local) {}

  /// A snapshot is wanted, also when one is on its way. Any thread; does not wait.
  void begin() {
    gate.begin(stream);
    wanted = true;
    threads.join(
        () -> {
          asks = 0;
          ask();
        });
  }

  /// Ends. Any thread.
  void close() {
    wanted = false;
  }

  private void ask() {
    if (!wanted) {
      return;
    }
    String mine = UUID.randomUUID().toString();
    name = mine;
    heard = null;
    asks++;
    rest();
    byte[] frame = frames.ask(mine);
    String channel = StreamNames.snapshotAsks(stream, type);
    CompletionStage<Long> sent = link.writer().call(redis -> redis.publish(channel, frame));
    sent.whenComplete((count, failure) -> threads.join(() -> asked(mine, failure)));
  }

  private void asked(String mine, @Nullable Throwable failure) {
    if (!mine.equals(name) || heard != null || !wanted) {
      return;
    }
    if (failure == null) {
      // Heard the first time, but no more.
      String reason = asks > 1 ? "OWNER_LOST" : "OWNER_ABSENT";
      await(SILENT, () -> readStream(reason));
    } else {
      asks--;
      await(SILENT, this::ask);
    }
  }

  /// Replaces what was awaited before.
  private void await(long nanos, Runnable otherwise) {
    rest();
    callOff = threads.joinAfter(nanos, otherwise);
  }

  /// Awaits nothing.
  private void rest() {
    callOff.run();
    callOff = () -> {};
  }

  /// The owner said something. On Netty's thread.
  void received(byte[] bytes) {
    if (!wanted) {
      return;
    }
    if (queuedBytes.addAndGet(bytes.length) > MOST_BYTES) {
      // The hole is found by the frames' places.
      queuedBytes.addAndGet(-bytes.length);
      return;
    }
    threads.join(
        () -> {
          queuedBytes.addAndGet(-bytes.length);
          take(bytes);
        });
  }

  private void take(byte[] bytes) {
    if (!wanted) {
      return;
    }
    try {
      Frame frame = FrameDecoder.decode(bytes);
      FrameHeader header = frame.header();
      FrameHeader owner = heard;
      if (owner == null) {
        if (SnapshotFrames.names(frame).contains(name)) {
          heard = header;
          index = 0;
          await(STALLED, this::stalled);
        }
      } else if (header.incarnation() == owner.incarnation()
          && header.previousMillis() == owner.previousMillis()
          && SnapshotFrames.names(frame).isEmpty()) {
        takeRows(frame);
      }
    } catch (CorruptFrameException | UnreadableMessageException e) {
      link.counters().increment(BusMeter.CORRUPT);
      log.warn("snapshot of {} on {}: {}", type.name(), stream.stream(), e.getMessage());
      if (heard != null) {
        stalled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeRows(Frame frame) throws InterruptedException {
    FrameHeader header = frame.header();
    if (header.previousSequence() != index) {
      log.warn("a part of the snapshot of {} on {} is missing", type.name(), stream.stream());
      stalled();
      return;
    }
    rest();
    index++;
    List<Message<P>> wantedRows = new ArrayList<>(frame.count());
    for (int i = 0; i < frame.count(); i++) {
      if (rows.wants(frame, i)) {
        wantedRows.add(rows.row(frame, i, StreamNames.snapshotRows(stream, type)));
      }
    }
    gate.covers(stream.stream(), header.incarnation(), header.firstSequence());
    gate.rows(wantedRows);
    if (frame.isLastRows()) {
      link.counters().increment(BusMeter.SNAPSHOTS_TAKEN);
      complete();
    } else {
      await(STALLED, this::stalled);
    }
  }

  private void complete() throws InterruptedException {
    wanted = false;
    heard = null;
    name = "";
    long round = gate.complete(stream);
    threads.joinAfter(MEETING, () -> gate.forget(round));
  }

  private void stalled() {
    if (asks < MOST_ASKS) {
      ask();
    } else {
      readStream("OWNER_LOST");
    }
  }

  private void readStream(String reason) {
    if (!wanted) {
      return;
    }
    heard = null;
    name = "";
    rest();
    try {
      StreamSnapshot<P> found = new StreamSnapshot<>(type, rows, link);
      for (Lane lane : type.lanes()) {
        found.read(new StreamKey(stream.family(), stream.partition(), lane).stream());
      }
      found
          .next()
          .forEach(
              (publisher, next) -> gate.covers(publisher.stream(), publisher.incarnation(), next));
      List<Message<P>> all = found.rows();
      gate.rows(all);
      link.counters().increment(BusMeter.SNAPSHOTS_PARTIAL);
      log.warn(
          "the owner of {} did not answer: {} rows from {} since {}",
          type.name(),
          all.size(),
          stream.stream(),
          found.since());
      local.announce(
          MessageType.SNAPSHOT_PARTIAL,
          new SnapshotPartial(stream.stream(), type.name(), all.size(), found.since(), reason));
      complete();
    } catch (ReadFailedException e) {
      log.debug("no snapshot of {} now: {}", type.name(), e.getMessage());
      await(SILENT, this::ask);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
