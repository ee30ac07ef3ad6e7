package dev.nautilus.bus.codec;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A frame that was checked from end to end. It indexes its messages and decodes nothing until
/// asked: a subscriber compares [#typeIndex] and skips what it did not ask for at the price of one
/// byte.
///
/// One from [FrameDecoder] never changes, as long as nobody writes to the array it was decoded
/// from; one from a [FrameReader] is valid until the reader reads the next. One thread at a time.
public final class Frame {
  private static final FrameHeader NOTHING = new FrameHeader(EngineType.HUB, "none", 0, 1, 0, 0, 0);
  private static final Interned<String> KEYS = new Interned<>(Function.identity());

  private FrameHeader header = NOTHING;
  private TypeTable names =
      new TypeTable(EngineType.HUB, "none", new String[0], new byte[0], new byte[0]);
  private byte[] bytes = new byte[0];
  private ByteBuffer whole = ByteBuffer.wrap(bytes);
  private int length;

  /// Start of each message and of its body, alternating.
  private int[] index = new int[0];

  private final LayoutReader layouts = new LayoutReader();

  /// What the only message was decoded to before, and by which codec.
  private @Nullable Object known;

  private @Nullable PayloadCodec<?> knownBy;

  Frame() {}

  /// Room for the index of so many messages, which the caller fills.
  int[] indexFor(int count) {
    if (index.length < 2 * count) {
      index = new int[Math.max(2 * count, 2 * index.length)];
    }
    return index;
  }

  Frame set(FrameHeader newHeader, TypeTable newNames, byte[] array, ByteBuffer in, int size) {
    this.header = newHeader;
    this.names = newNames;
    this.bytes = array;
    this.whole = in;
    this.length = size;
    this.known = null;
    this.knownBy = null;
    return this;
  }

  /// Remembers the payload of the only message, so that it is not decoded twice: whoever made the
  /// frame had to look into it.
  public <P> void remember(PayloadCodec<P> codec, P payload) {
    if (count() == 1) {
      known = payload;
      knownBy = codec;
    }
  }

  /// What the reader remembered along with this frame's names; null when nothing.
  public @Nullable Object attachment() {
    return names.attachment;
  }

  /// Remembers something for all frames with the same sender, instance and types.
  public void attach(Object attachment) {
    names.attachment = attachment;
  }

  /// Bytes of the whole frame.
  public int length() {
    return length;
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
    return names.types.length;
  }

  /// Name of a type in the table.
  public String typeAt(int type) {
    return names.types[type];
  }

  /// Version of a type in the table, 1 to 255.
  public int typeVersionAt(int type) {
    return names.versions[type] & 0xFF;
  }

  /// Which entry of the type table a message has.
  public int typeIndex(int message) {
    return bytes[start(message)] & 0xFF;
  }

  /// Catalogue name of a message's type.
  public String typeName(int message) {
    return names.types[typeIndex(message)];
  }

  /// Version of a message's payload layout.
  public int typeVersion(int message) {
    return typeVersionAt(typeIndex(message));
  }

  /// What a message's order is kept by; empty for nothing.
  public String key(int message) {
    int at = start(message) + FrameLayout.AT_KEY;
    int size = BigEndian.getUnsignedShort(bytes, at);
    return size == 0 ? "" : KEYS.get(bytes, at + Short.BYTES, size);
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

  /// Decodes a message's payload.
  ///
  /// @throws IllegalArgumentException when the body is not such a payload
  @SuppressWarnings({"unchecked", "ReferenceEquality"}) // by the very same codec: the same type
  public <P> P payload(int message, PayloadCodec<P> codec) {
    Object before = known;
    if (before != null && knownBy == codec) {
      return (P) before;
    }
    if (codec instanceof InPlaceCodec<P> layout) {
      int at = index[2 * check(message) + 1];
      return layout.decode(layouts, bytes, at, BigEndian.getInt(bytes, at - Integer.BYTES));
    }
    return codec.decode(body(message));
  }

  /// A message as a handler gets it. It does not hold on to the frame.
  ///
  /// @param stream where the frame was read
  /// @param redelivered whether an earlier delivery may have reached a handler
  public <P> Message<P> message(
      int message, MessageType<P> type, P payload, String stream, boolean redelivered) {
    int bits = bits(message);
    if ((bits & FrameLayout.OPTIONAL) != 0) {
      return new Message<>(type, payload, envelope(message, stream, redelivered));
    }
    return new FramedMessage<>(
        type,
        payload,
        names.origin(header.incarnation(), stream),
        key(message),
        header.firstSequence() + message,
        BigEndian.getLong(bytes, start(message) + FrameLayout.AT_SENT),
        bits,
        redelivered);
  }

  /// One message as a frame of its own: same publisher, same sequence, the message byte for byte. A
  /// frame that holds nothing else is given as it came.
  public byte[] alone(int message) {
    int from = start(message);
    if (header.count() == 1) {
      return Arrays.copyOf(bytes, length);
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
    int at = after(start(message) + FrameLayout.AT_KEY);
    String correlationId = text(at, bits, FrameLayout.CORRELATION);
    at = correlationId == null ? at : after(at);
    String replyTo = text(at, bits, FrameLayout.REPLY_TO);
    at = replyTo == null ? at : after(at);
    Instant deadline = null;
    if (has(bits, FrameLayout.DEADLINE)) {
      deadline = EpochNanos.instant(whole.getLong(at));
      at += Long.BYTES;
    }
    String traceParent = text(at, bits, FrameLayout.TRACE);
    at = traceParent == null ? at : after(at);
    return new Envelope(
        new MessageId(stream, header.incarnation(), header.firstSequence() + message),
        header.sender(),
        header.instance(),
        EpochNanos.instant(whole.getLong(start(message) + FrameLayout.AT_SENT)),
        FrameLayout.priority(bits & FrameLayout.PRIORITY_BITS),
        key(message),
        correlationId,
        replyTo,
        deadline,
        traceParent,
        redelivered,
        has(bits, FrameLayout.SNAPSHOT),
        text(at, bits, FrameLayout.ORIGIN));
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
    return BigEndian.getUnsignedShort(bytes, start(message) + FrameLayout.AT_BITS);
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
