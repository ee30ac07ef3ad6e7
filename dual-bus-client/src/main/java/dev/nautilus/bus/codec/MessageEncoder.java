package dev.nautilus.bus.codec;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Encodes the messages of one type, each into one array of its exact size. Any thread.
public final class MessageEncoder<P> {
  private final MessageType<P> type;
  private final EncodedMessage.Layout layout;
  private final PayloadCodec<P> codec;
  private final boolean framed;

  /// @param codec how payloads are encoded where the messages go
  /// @param framed whether they go into frames; else each becomes an entry of its own, which is
  ///   made of the whole message
  public MessageEncoder(MessageType<P> type, PayloadCodec<P> codec, boolean framed) {
    this.type = type;
    this.framed = framed;
    this.layout = new EncodedMessage.Layout(type.name(), type.version());
    this.codec = codec;
  }

  /// Encodes a message that is no request.
  ///
  /// @param sentAt when `publish` was called, between the years 1678 and 2262
  /// @param traceParent W3C trace context; null when nobody traces
  /// @throws IllegalArgumentException if the payload cannot be encoded, or its key has more than
  ///   1024 bytes
  public EncodedMessage encode(
      P payload, Priority priority, Instant sentAt, @Nullable String traceParent) {
    if (traceParent != null || !framed) {
      return whole(payload, priority, sentAt, traceParent);
    }
    String key = type.keyOf(payload);
    String conflationKey = type.isConflatedFiner() ? type.conflationKeyOf(payload) : key;
    int keyLength = Utf8.length(key);
    if (keyLength > FrameLayout.MAX_TEXT) {
      throw new IllegalArgumentException("key must have at most 1024 bytes, had " + keyLength);
    }
    int at = FrameLayout.AT_KEY + Short.BYTES + keyLength + Integer.BYTES;
    byte[] bytes;
    if (codec instanceof InPlaceCodec<P> inPlace) {
      bytes = new byte[at + inPlace.size(payload)];
      inPlace.encode(payload, bytes, at);
    } else {
      byte[] body = codec.encode(payload);
      bytes = new byte[at + body.length];
      System.arraycopy(body, 0, bytes, at, body.length);
    }
    BigEndian.putShort(bytes, FrameLayout.AT_BITS, FrameLayout.code(priority));
    BigEndian.putLong(bytes, FrameLayout.AT_SENT, EpochNanos.of(sentAt, "sentAt"));
    BigEndian.putShort(bytes, FrameLayout.AT_KEY, keyLength);
    Utf8.put(bytes, FrameLayout.AT_KEY + Short.BYTES, key);
    BigEndian.putInt(bytes, at - Integer.BYTES, bytes.length - at);
    return new EncodedMessage(layout, bytes, bytes.length - at, key, conflationKey);
  }

  private EncodedMessage whole(
      P payload, Priority priority, Instant sentAt, @Nullable String traceParent) {
    return EncodedMessage.of(
        new OutgoingMessage(
            layout.name(),
            layout.version(),
            codec.encode(payload),
            priority,
            type.keyOf(payload),
            sentAt,
            null,
            null,
            null,
            traceParent,
            false,
            type.conflationKeyOf(payload),
            null));
  }
}
