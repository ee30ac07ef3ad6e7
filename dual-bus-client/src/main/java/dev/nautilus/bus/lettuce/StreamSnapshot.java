package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The present state of a type as far as its streams still tell it: the newest message of each key,
/// found by reading from the end. Bounded: it looks at so many entries, for so long. Used once.
///
/// @param <P> payload class
final class StreamSnapshot<P> {
  private static final Logger log = LoggerFactory.getLogger(StreamSnapshot.class);
  private static final int PAGE = 64;
  private static final int MOST_ENTRIES = 50_000;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

  private final MessageType<P> type;
  private final SnapshotRows<P> rows;
  private final BusLink link;
  private final Map<String, Found<P>> newest = new LinkedHashMap<>();
  private final Map<Publisher, Long> next = new HashMap<>();
  private final Set<String> passed = new HashSet<>();
  private final long endNanos = System.nanoTime() + LONGEST;
  private int entries;
  private @Nullable Instant since;

  private record Found<P>(Message<P> row, StreamId at) {
    boolean isNewerThan(Found<P> other) {
      long mine = SeenStates.versionOf(row.payload());
      long theirs = SeenStates.versionOf(other.row.payload());
      return (mine > 0 && theirs > 0) ? mine > theirs : at.compareTo(other.at) > 0;
    }
  }

  /// A publisher on a stream.
  record Publisher(String stream, long incarnation) {}

  StreamSnapshot(MessageType<P> type, SnapshotRows<P> rows, BusLink link) {
    this.type = type;
    this.rows = rows;
    this.link = link;
  }

  /// Reads one stream. Waits for Redis: not for a thread that others wait for.
  ///
  /// @throws ReadFailedException when it cannot be read now
  void read(String stream) throws InterruptedException {
    passed.clear();
    Range<String> range = Range.unbounded();
    List<StreamMessage<String, byte[]>> page;
    do {
      Range<String> part = range;
      page = link.answer(link.call(redis -> redis.xrevrange(stream, part, Limit.from(PAGE))));
      for (StreamMessage<String, byte[]> entry : page) {
        look(stream, entry);
      }
      entries += page.size();
      if (!page.isEmpty()) {
        String last = page.get(page.size() - 1).getId();
        range = Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(last));
      }
    } while (page.size() == PAGE && entries < MOST_ENTRIES && System.nanoTime() - endNanos < 0);
  }

  private void look(String stream, StreamMessage<String, byte[]> entry) {
    StreamId at = StreamId.parse(entry.getId());
    Instant written = Instant.ofEpochMilli(at.millis());
    since = since == null || written.isBefore(since) ? written : since;
    try {
      byte[] bytes = entry.getBody().getOrDefault(GroupReader.FIELD, new byte[0]);
      Frame frame = FrameDecoder.decode(bytes);
      long end = frame.header().firstSequence() + frame.count();
      next.putIfAbsent(new Publisher(stream, frame.header().incarnation()), end);
      for (int i = frame.count() - 1; i >= 0; i--) {
        if (rows.wants(frame, i)) {
          take(frame, i, stream, at);
        }
      }
    } catch (CorruptFrameException e) {
      link.counters().increment(BusMeter.CORRUPT);
      log.debug("{} {} is not a frame: {}", stream, entry.getId(), e.getMessage());
    }
  }

  private void take(Frame frame, int index, String stream, StreamId at) {
    // Where order and conflation have the same key an older message needs no decoding.
    if (!type.isConflatedFiner() && !passed.add(frame.key(index))) {
      return;
    }
    try {
      Message<P> row = rows.row(frame, index, stream);
      Found<P> found = new Found<>(row, at);
      newest.merge(
          type.conflationKeyOf(row.payload()),
          found,
          (known, other) -> other.isNewerThan(known) ? other : known);
    } catch (UnreadableMessageException e) {
      link.counters().increment(BusMeter.CORRUPT);
      log.warn("{} in {}: {}", type.name(), stream, e.getMessage());
    }
  }

  /// What was found, oldest first.
  List<Message<P>> rows() {
    List<Message<P>> all = new ArrayList<>(newest.size());
    newest.values().forEach(found -> all.add(found.row()));
    Collections.reverse(all);
    return all;
  }

  /// Of each publisher the number behind its last message that was looked at.
  Map<Publisher, Long> next() {
    return next;
  }

  /// Nothing older was looked at; null when there is nothing.
  @Nullable Instant since() {
    return since;
  }
}
