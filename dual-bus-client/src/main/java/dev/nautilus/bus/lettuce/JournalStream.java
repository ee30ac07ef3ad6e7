package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.codec.PayloadCodecs;
import io.lettuce.core.StreamMessage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream from behind a place to an end, page by page. Ordered by the entry that comes next.
/// One thread at a time.
final class JournalStream implements Comparable<JournalStream> {
  private static final Logger log = LoggerFactory.getLogger(JournalStream.class);

  private final String name;
  private final BusCounters counters;
  private final StreamId end;
  private final Function<StreamId, List<StreamMessage<String, byte[]>>> pages;
  private final ArrayDeque<StreamMessage<String, byte[]>> page = new ArrayDeque<>();
  private StreamId at;

  /// @param pages the entries from an id on, it included, as many as fit a page
  JournalStream(
      String name,
      BusCounters counters,
      StreamId place,
      StreamId end,
      Function<StreamId, List<StreamMessage<String, byte[]>>> pages) {
    this.name = name;
    this.counters = counters;
    this.end = end;
    this.pages = pages;
    at = place;
    take(pages.apply(place));
  }

  private void take(List<StreamMessage<String, byte[]>> entries) {
    for (StreamMessage<String, byte[]> entry : entries) {
      StreamId id = StreamId.parse(entry.getId());
      if (id.compareTo(at) > 0 && id.compareTo(end) <= 0) {
        page.add(entry);
      }
    }
  }

  boolean hasNext() {
    return !page.isEmpty();
  }

  /// Hands over the messages of the next entry.
  void next(Map<String, MessageType<?>> wanted, Consumer<Message<?>> reader) {
    StreamMessage<String, byte[]> entry = page.remove();
    at = StreamId.parse(entry.getId());
    if (page.isEmpty() && at.compareTo(end) < 0) {
      take(pages.apply(at));
    }
    try {
      byte[] bytes = entry.getBody().getOrDefault(GroupReader.FIELD, new byte[0]);
      Frame frame = FrameDecoder.decode(bytes);
      for (int i = 0; i < frame.count(); i++) {
        MessageType<?> type = wanted.get(frame.typeName(i));
        if (type != null && type.version() == frame.typeVersion(i)) {
          next(frame, i, type, reader);
        }
      }
    } catch (CorruptFrameException e) {
      leaveOut(e);
    }
  }

  private void next(Frame frame, int index, MessageType<?> type, Consumer<Message<?>> reader) {
    Message<?> message;
    try {
      message = message(frame, index, type);
    } catch (UnreadableMessageException e) {
      leaveOut(e);
      return;
    }
    reader.accept(message);
  }

  private void leaveOut(Exception cause) {
    counters.increment(BusMeter.CORRUPT);
    log.warn("{} {} is left out: {}", name, at, cause.getMessage());
  }

  private <P> Message<P> message(Frame frame, int index, MessageType<P> type) {
    P payload;
    try {
      payload = frame.payload(index, PayloadCodecs.of(type));
    } catch (RuntimeException e) {
      throw new UnreadableMessageException(type.name() + " cannot be decoded: " + e, e);
    }
    return frame.message(index, type, payload, name, false);
  }

  private StreamId head() {
    return StreamId.parse(page.element().getId());
  }

  @Override
  public int compareTo(JournalStream other) {
    int byId = head().compareTo(other.head());
    return byId != 0 ? byId : name.compareTo(other.name);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
