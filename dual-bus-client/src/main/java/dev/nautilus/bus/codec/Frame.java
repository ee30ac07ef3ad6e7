package dev.nautilus.bus.codec;

import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.MessageId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A frame that was checked from end to end. It indexes its messages and decodes nothing until
/// asked: a subscriber compares [#typeIndex] and skips what it did not ask for at the price of one
/// byte. Immutable, as long as nobody writes to the array it was decoded from.
public final class Frame {
  private final FrameHeader header;
  private final String[] types;
  private final byte[] typeVersions;
  private final byte[] bytes;
  private final ByteBuffer whole;

  /// Start of each message and of its body, alternating.
  private final int[] index;

  Frame(FrameHeader header, String[] types, byte[] typeVersions, byte[] bytes, int[] index) {
    this.header = header;
    this.types = types;
    this.typeVersions = typeVersions;
    this.bytes = bytes;
    this.whole = ByteBuffer.wrap(bytes);
    this.index = index;
  }

  /// Who sent it and where it stands.
  public FrameHeader header() {
    return header;
  }

  /// Number of messages; 0 in a heartbeat.
  public int count() {
    return header.count();
  }

  /// Whether it is the last heartbeat of a publisher that closes.
  public boolean isGoodbye() {
    return count() == 0 && (bytes[FrameLayout.AT_FLAGS] & FrameLayout.GOODBYE) != 0;
  }

  /// Whether it is the last frame of a snapshot.
  public boolean isLastRows() {
    return (bytes[FrameLayout.AT_FLAGS] & FrameLayout.LAST_ROWS) != 0;
  }

  /// Number of types in the frame's type table.
  public int typeCount() {
    return types.length;
  }

  /// Name of a type in the table.
  public String typeAt(int type) {
    return types[type];
  }

  /// Version of a type in the table, 1 to 255.
  public int typeVersionAt(int type) {
    return typeVersions[type] & 0xFF;
  }

  /// Which entry of the type table a message has.
  public int typeIndex(int message) {
    return bytes[start(message)] & 0xFF;
  }

  /// Catalogue name of a message's type.
  public String typeName(int message) {
    return types[typeIndex(message)];
  }

  /// Version of a message's payload layout.
  public int typeVersion(int message) {
    return typeVersionAt(typeIndex(message));
  }

  /// What a message's order is kept by; empty for nothing.
  public String key(int message) {
    return text(start(message) + FrameLayout.AT_KEY);
  }

  /// Whether a message is a row of a snapshot.
  public boolean isSnapshot(int message) {
    return has(bits(message), FrameLayout.SNAPSHOT);
  }

  /// A message's encoded payload, not copied: position 0, limit its length. Do not write to it.
  public ByteBuffer body(int message) {
    int at = index[2 * check(message) + 1];
    return whole.slice(at, whole.getInt(at - Integer.BYTES));
  }

  /// One message as a frame of its own: same publisher, same sequence, the message byte for byte. A
  /// frame that holds nothing else is given as it came.
  public byte[] alone(int message) {
    int from = start(message);
    if (header.count() == 1) {
      return bytes.clone();
    }
    ByteBuffer body = body(message);
    int to = index[2 * message + 1] + body.limit();
    FrameHeader single =
        new FrameHeader(
            header.sender(),
            header.instance(),
            header.incarnation(),
            header.firstSequence() + message,
            1,
            header.previousMillis(),
            header.previousSequence());
    return FrameEncoder.encodeRaw(
        single, typeName(message), typeVersion(message), whole.slice(from, to - from));
  }

  /// The transport's facts about a message.
  ///
  /// @param stream where the frame was read
  /// @param redelivered whether an earlier delivery may have reached a handler
  public Envelope envelope(int message, String stream, boolean redelivered) {
    int bits = bits(message);
    int at = start(message) + FrameLayout.AT_KEY;
    String key = text(at);
    at = after(at);
    String correlationId = text(at, bits, FrameLayout.CORRELATION);
    at = correlationId == null ? at : after(at);
    String replyTo = text(at, bits, FrameLayout.REPLY_TO);
    at = replyTo == null ? at : after(at);
    Instant deadline = null;
    if (has(bits, FrameLayout.DEADLINE)) {
      deadline = EpochNanos.instant(whole.getLong(at));
      at += Long.BYTES;
    }
    return new Envelope(
        new MessageId(stream, header.incarnation(), header.firstSequence() + message),
        header.sender(),
        header.instance(),
        EpochNanos.instant(whole.getLong(start(message) + FrameLayout.AT_SENT)),
        FrameLayout.priority(bits & FrameLayout.PRIORITY_BITS),
        key,
        correlationId,
        replyTo,
        deadline,
        text(at, bits, FrameLayout.TRACE),
        redelivered,
        has(bits, FrameLayout.SNAPSHOT));
  }

  private int check(int message) {
    if (message < 0 || message >= header.count()) {
      throw new IndexOutOfBoundsException(
          "message must be 0 to " + (header.count() - 1) + ", was " + message);
    }
    return message;
  }

  private int start(int message) {
    return index[2 * check(message)];
  }

  private int bits(int message) {
    return whole.getShort(start(message) + FrameLayout.AT_BITS) & 0xFFFF;
  }

  private int after(int textAt) {
    return textAt + Short.BYTES + (whole.getShort(textAt) & 0xFFFF);
  }

  private String text(int at) {
    int length = whole.getShort(at) & 0xFFFF;
    return length == 0 ? "" : new String(bytes, at + Short.BYTES, length, StandardCharsets.UTF_8);
  }

  private @Nullable String text(int at, int bits, int flag) {
    return has(bits, flag) ? text(at) : null;
  }

  private static boolean has(int bits, int flag) {
    return (bits & flag) != 0;
  }
}
