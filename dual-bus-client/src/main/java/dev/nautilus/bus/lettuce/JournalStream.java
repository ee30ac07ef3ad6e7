package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.CorruptFrameException;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.legacy.LegacyEntry;
import io.lettuce.core.StreamMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream from behind a place to an end, page by page. Ordered by the entry that comes next.
/// One thread at a time.
final class JournalStream implements Comparable<JournalStream> {
  private static final Logger log = LoggerFactory.getLogger(JournalStream.class);

  private final String name;
  private final Encoding encoding;
  private final BusCounters counters;
  private final StreamId end;
  private final Function<StreamId, List<StreamMessage<String, byte[]>>> pages;
  private final ArrayDeque<StreamMessage<String, byte[]>> page = new ArrayDeque<>();
  private StreamId at;

  /// @param pages the entries from an id on, it included, as many as fit a page
  JournalStream(
      String name,
      Encoding encoding,
      BusCounters counters,
      StreamId place,
      StreamId end,
      Function<StreamId, List<StreamMessage<String, byte[]>>> pages) {
    this.name = name;
    this.encoding = encoding;
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
    Frame frame = frame(entry.getBody(), wanted);
    for (int i = 0; frame != null && i < frame.count(); i++) {
      MessageType<?> type = wanted.get(frame.typeName(i));
      // On main Redis nobody says versions.
      if (type != null && (isOfMain() || type.version() == frame.typeVersion(i))) {
        next(frame, i, type, reader);
      }
    }
  }

  private boolean isOfMain() {
    return encoding == Encoding.MAIN;
  }

  /// Null when it is for others, or cannot be read.
  private @Nullable Frame frame(Map<String, byte[]> fields, Map<String, MessageType<?>> wanted) {
    try {
      return isOfMain()
          ? ofMain(fields, wanted)
          : FrameDecoder.decode(fields.getOrDefault(GroupReader.FIELD, new byte[0]));
    } catch (CorruptFrameException | UnreadableMessageException | IllegalArgumentException e) {
      leaveOut(e);
      return null;
    }
  }

  /// An entry of main Redis as a frame of one message; null when nobody here wants it, or when it
  /// answers somebody's question.
  private @Nullable Frame ofMain(Map<String, byte[]> fields, Map<String, MessageType<?>> wanted) {
    byte[] typeName = fields.get(LegacyEntry.TYPE);
    MessageType<?> type =
        typeName == null
            ? null
            : wanted.get(LegacyEntry.typeOf(new String(typeName, StandardCharsets.UTF_8)));
    if (type == null) {
      return null;
    }
    LegacyEntry entry = LegacyEntry.of(fields, at.millis());
    return entry.answerTo() == null
        ? FrameDecoder.decode(EntryForm.encoded(name, at, entry, key(type, entry)))
        : null;
  }

  private <P> String key(MessageType<P> type, LegacyEntry entry) {
    try {
      return type.keyOf(encoding.of(type).decode(ByteBuffer.wrap(entry.payload())));
    } catch (RuntimeException e) {
      throw new UnreadableMessageException(type.name() + " cannot be decoded: " + e, e);
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
      payload = frame.payload(index, encoding.of(type));
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
