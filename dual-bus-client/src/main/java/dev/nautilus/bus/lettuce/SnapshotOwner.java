package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.FrameDecoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers those who join a STATE type late. Whoever asks is told at once which snapshot will be
/// for them; all who asked until it is taken share it, and the next one is taken a second later at
/// the earliest.
///
/// @param <P> payload class
final class SnapshotOwner<P> {
  private static final Logger log = LoggerFactory.getLogger(SnapshotOwner.class);
  private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

  /// Those who ask together are answered together.
  private static final long GATHER = TimeUnit.MILLISECONDS.toNanos(10);

  /// More who ask at the same time ask again.
  private static final int MOST_ASKS = 4096;

  private final MessageType<P> type;
  private final Supplier<? extends Collection<P>> rows;
  private final SnapshotFrames<P> frames;
  private final SnapshotThreads threads;
  private final BusLink link;
  private final int partitions;
  private final List<Runnable> listeners = new ArrayList<>();
  private final AtomicInteger unread = new AtomicInteger();
  private final Map<StreamKey, Set<String>> unheard = new HashMap<>();
  private final Set<StreamKey> due = new LinkedHashSet<>();
  private long coming = 1;
  private long lastNanos = System.nanoTime() - EVERY;
  private boolean takes;
  private volatile boolean closed;

  SnapshotOwner(
      MessageType<P> type,
      Supplier<? extends Collection<P>> rows,
      SnapshotFrames<P> frames,
      SnapshotThreads threads,
      BusLink link,
      int partitions) {
    this.type = type;
    this.rows = rows;
    this.frames = frames;
    this.threads = threads;
    this.link = link;
    this.partitions = partitions;
  }

  /// Answers for one partition from now on; to be called before anybody can ask.
  void answer(StreamKey stream, SideChannels channels) {
    String channel = StreamNames.snapshotAsks(stream, type);
    listeners.add(channels.add(channel, bytes -> asked(stream, bytes)));
    link.listen(channel);
  }

  /// On Netty's thread.
  private void asked(StreamKey stream, byte[] bytes) {
    if (unread.incrementAndGet() > MOST_ASKS) {
      unread.decrementAndGet();
      return;
    }
    threads.protocol(
        () -> {
          unread.decrementAndGet();
          note(stream, bytes);
        });
  }

  private void note(StreamKey stream, byte[] bytes) {
    try {
      List<String> names = SnapshotFrames.names(FrameDecoder.decode(bytes));
      synchronized (this) {
        if (unheard.isEmpty() && !names.isEmpty()) {
          threads.protocolAfter(GATHER, this::hear);
        }
        unheard.computeIfAbsent(stream, key -> new LinkedHashSet<>()).addAll(names);
      }
    } catch (CorruptFrameException e) {
      link.counters().increment(BusMeter.CORRUPT);
      log.warn("corrupt ask for {}: {}", type.name(), e.getMessage());
    }
  }

  /// Tells those who asked which snapshot is theirs, before it is taken.
  private synchronized void hear() {
    if (closed) {
      return;
    }
    unheard.forEach(
        (stream, names) -> {
          due.add(stream);
          List<String> all = List.copyOf(names);
          for (int from = 0; from < all.size(); from += MOST_ASKS) {
            List<String> some = all.subList(from, Math.min(all.size(), from + MOST_ASKS));
            publish(stream, frames.heard(coming, some))
                .exceptionally(
                    failure -> {
                      // They will ask again.
                      log.debug("askers for {}: {}", type.name(), failure.getMessage());
                      return 0L;
                    });
          }
        });
    unheard.clear();
    takeWhenDue();
  }

  private synchronized void takeWhenDue() {
    if (!takes && !due.isEmpty()) {
      takes = true;
      long wait = lastNanos + EVERY - System.nanoTime();
      threads.protocolAfter(Math.max(0, wait), () -> threads.rows(this::take));
    }
  }

  private void take() {
    Set<StreamKey> streams;
    long number;
    synchronized (this) {
      streams = Set.copyOf(due);
      due.clear();
      number = coming++;
      lastNanos = System.nanoTime();
    }
    try {
      if (!closed) {
        send(streams, number);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      link.counters().increment(BusMeter.FAILED);
      log.warn("the snapshot of {} failed: {}", type.name(), e, e);
    } finally {
      synchronized (this) {
        takes = false;
      }
      takeWhenDue();
    }
  }

  private void send(Set<StreamKey> streams, long number) throws InterruptedException {
    // Before the rows are taken: what gets its number later may or may not be in them.
    Map<StreamKey, Long> next = new LinkedHashMap<>();
    streams.forEach(stream -> next.put(stream, link.lane(stream).writer().nextSequence(stream)));
    link.counters().increment(BusMeter.SNAPSHOTS_GIVEN);
    Map<Integer, List<P>> byPartition = new HashMap<>();
    for (P row : rows.get()) {
      int partition = StreamKey.partitionOf(type.keyOf(row), partitions);
      byPartition.computeIfAbsent(partition, key -> new ArrayList<>()).add(row);
    }
    for (Map.Entry<StreamKey, Long> each : next.entrySet()) {
      StreamKey stream = each.getKey();
      Iterator<P> own = byPartition.getOrDefault(stream.partition(), List.of()).iterator();
      Iterator<byte[]> all = frames.rows(new SnapshotFrames.Place(number, each.getValue()), own);
      while (all.hasNext() && !closed) {
        // One at a time: a large snapshot must not fill the buffers of those who listen.
        link.answer(publish(stream, all.next()));
      }
    }
  }

  private CompletableFuture<Long> publish(StreamKey stream, byte[] frame) {
    String channel = StreamNames.snapshotRows(stream, type);
    return link.writer().call(redis -> redis.publish(channel, frame));
  }

  /// Answers no more.
  void close() {
    closed = true;
    listeners.forEach(Runnable::run);
  }
}
