package dev.nautilus.bus.codec;

import dev.nautilus.bus.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One encoded message on its way into a frame. The body is not copied: leave it alone afterwards.
/// Never compared; a copy per message to make `equals` meaningful would be paid on the hot path.
///
/// @param typeName catalogue name, 1 to 63 ASCII characters
/// @param typeVersion version of the payload's layout, 1 to 255
/// @param body the encoded payload
/// @param priority as published
/// @param key what order is kept by, empty for nothing; at most 1024 bytes
/// @param sentAt when `publish` was called, between the years 1678 and 2262
/// @param correlationId at most 1024 bytes
/// @param replyTo channel of the asking instance, at most 1024 bytes; null unless it is a request
/// @param deadline same range as `sentAt`; null unless it is a request
/// @param traceParent W3C trace context, at most 1024 bytes
/// @param snapshot true for a row of a snapshot
/// @param conflationKey what a newer STATE message must share to replace this one; not on the wire
/// @param origin where it was carried from, at most 1024 bytes; null for what is published here
@SuppressWarnings("ArrayRecordComponent")
public record OutgoingMessage(
    String typeName,
    int typeVersion,
    byte[] body,
    Priority priority,
    String key,
    Instant sentAt,
    @Nullable String correlationId,
    @Nullable String replyTo,
    @Nullable Instant deadline,
    @Nullable String traceParent,
    boolean snapshot,
    String conflationKey,
    @Nullable String origin) {

  /// A message that a newer one of the same key may replace.
  public OutgoingMessage(
      String typeName,
      int typeVersion,
      byte[] body,
      Priority priority,
      String key,
      Instant sentAt,
      @Nullable String correlationId,
      @Nullable String replyTo,
      @Nullable Instant deadline,
      @Nullable String traceParent,
      boolean snapshot) {
    this(
        typeName,
        typeVersion,
        body,
        priority,
        key,
        sentAt,
        correlationId,
        replyTo,
        deadline,
        traceParent,
        snapshot,
        key,
        null);
  }

  /// The same message, carried from there; null when it is native.
  public OutgoingMessage carriedFrom(@Nullable String place) {
    return new OutgoingMessage(
        typeName,
        typeVersion,
        body,
        priority,
        key,
        sentAt,
        correlationId,
        replyTo,
        deadline,
        traceParent,
        snapshot,
        conflationKey,
        place);
  }

  public OutgoingMessage {
    int name = Utf8.length(typeName);
    if (name < 1 || name > FrameLayout.MAX_NAME || name != typeName.length()) {
      throw new IllegalArgumentException(
          "typeName must be 1 to 63 ASCII characters, was '" + typeName + "'");
    }
    if (typeVersion < 1 || typeVersion > 255) {
      throw new IllegalArgumentException("typeVersion must be 1 to 255, was " + typeVersion);
    }
    requireShort(key, "key");
    if (correlationId != null || replyTo != null || traceParent != null || origin != null) {
      requireShort(correlationId, "correlationId");
      requireShort(replyTo, "replyTo");
      requireShort(traceParent, "traceParent");
      requireShort(origin, "origin");
    }
    EpochNanos.of(sentAt, "sentAt");
    if (deadline != null) {
      EpochNanos.of(deadline, "deadline");
    }
  }

  /// Most bytes it adds to a frame: its own and, unless the frame has it already, its type's.
  public int encodedSize() {
    return sizeInFrame() + 2 + typeName.length();
  }

  /// Exactly what it adds when the frame has its type already.
  int sizeInFrame() {
    int size = FrameLayout.AT_KEY + sizeOf(key) + Integer.BYTES + body.length;
    return (bits() & FrameLayout.OPTIONAL) == 0 ? size : size + optionalSize();
  }

  private int optionalSize() {
    return sizeOf(correlationId)
        + sizeOf(replyTo)
        + (deadline == null ? 0 : Long.BYTES)
        + sizeOf(traceParent)
        + sizeOf(origin);
  }

  int bits() {
    return FrameLayout.code(priority)
        | (snapshot ? FrameLayout.SNAPSHOT : 0)
        | (correlationId == null ? 0 : FrameLayout.CORRELATION)
        | (replyTo == null ? 0 : FrameLayout.REPLY_TO)
        | (deadline == null ? 0 : FrameLayout.DEADLINE)
        | (traceParent == null ? 0 : FrameLayout.TRACE)
        | (origin == null ? 0 : FrameLayout.ORIGIN);
  }

  private static int sizeOf(@Nullable String text) {
    return text == null ? 0 : Short.BYTES + Utf8.length(text);
  }

  private static void requireShort(@Nullable String text, String name) {
    if (text != null && Utf8.length(text) > FrameLayout.MAX_TEXT) {
      throw new IllegalArgumentException(
          name + " must have at most 1024 bytes, had " + Utf8.length(text));
    }
  }
}
