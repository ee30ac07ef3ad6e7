package dev.nautilus.bus.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Messages into one frame of format 1. Copies each encoded message once.
public final class FrameEncoder {
  /// Most bytes in a frame.
  public static final int MAX_FRAME_BYTES = FrameLayout.MAX_FRAME;

  /// Most messages in a frame.
  public static final int MAX_MESSAGES = FrameLayout.MAX_COUNT;

  private final List<EncodedMessage.Layout> types = new ArrayList<>(8);
  private final byte[] typeOf;

  private FrameEncoder(List<EncodedMessage> messages) {
    typeOf = new byte[messages.size()];
    for (int i = 0; i < typeOf.length; i++) {
      typeOf[i] = (byte) indexOf(messages.get(i).layout());
    }
  }

  /// Encodes a frame; one without messages is a heartbeat.
  ///
  /// @param messages as many as the header counts
  /// @throws IllegalArgumentException if the counts differ, there are more than 255 types, or the
  ///   frame would exceed 16 MiB
  public static byte[] encode(FrameHeader header, List<OutgoingMessage> messages) {
    return frameOf(header, messages.stream().map(EncodedMessage::of).toList());
  }

  /// The same of messages that are encoded already.
  public static byte[] frameOf(FrameHeader header, List<EncodedMessage> messages) {
    if (header.count() != messages.size()) {
      throw new IllegalArgumentException(
          "count must be the number of messages, was "
              + header.count()
              + " for "
              + messages.size());
    }
    return new FrameEncoder(messages).frame(header, messages);
  }

  /// A frame of one message whose bytes are there already, but for the index of its type.
  static byte[] encodeRaw(
      FrameHeader header, String typeName, int typeVersion, ByteBuffer message) {
    int size = headerSize(header) + 2 + typeName.length() + message.remaining();
    byte[] bytes = new byte[size];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    putHeader(out, header, 1);
    putShortText(out, typeName);
    out.put((byte) typeVersion);
    int at = out.position();
    out.put(message);
    out.put(at, (byte) 0);
    out.putInt(FrameLayout.AT_CHECKSUM, checksum(bytes));
    return bytes;
  }

  /// Encodes the last heartbeat of a publisher that closes.
  ///
  /// @param header counts no message
  public static byte[] goodbye(FrameHeader header) {
    return flagged(encode(header, List.of()), FrameLayout.GOODBYE);
  }

  /// Encodes the last frame of a snapshot; see [#encode].
  ///
  /// @param rows none when the snapshot is empty
  public static byte[] lastRows(FrameHeader header, List<OutgoingMessage> rows) {
    return flagged(encode(header, rows), FrameLayout.LAST_ROWS);
  }

  private static byte[] flagged(byte[] bytes, int flag) {
    bytes[FrameLayout.AT_FLAGS] = (byte) flag;
    ByteBuffer.wrap(bytes).putInt(FrameLayout.AT_CHECKSUM, checksum(bytes));
    return bytes;
  }

  /// Bytes a header takes at most, beside the [OutgoingMessage#encodedSize] of each message.
  public static int headerSize(FrameHeader header) {
    return FrameLayout.FIXED_HEADER
        + 2
        + header.sender().name().length()
        + header.instance().length();
  }

  private int indexOf(EncodedMessage.Layout layout) {
    for (int i = 0; i < types.size(); i++) {
      EncodedMessage.Layout known = types.get(i);
      if (known.equals(layout)) {
        return i;
      }
    }
    if (types.size() == FrameLayout.MAX_TYPES) {
      throw new IllegalArgumentException("a frame must have at most 255 types");
    }
    types.add(layout);
    return types.size() - 1;
  }

  private byte[] frame(FrameHeader header, List<EncodedMessage> messages) {
    long size = headerSize(header);
    for (EncodedMessage.Layout type : types) {
      size += 2 + type.name().length();
    }
    for (EncodedMessage message : messages) {
      size += message.bytes().length;
    }
    if (size > FrameLayout.MAX_FRAME) {
      throw new IllegalArgumentException("a frame must have at most 16 MiB, had " + size);
    }
    byte[] bytes = new byte[(int) size];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    putHeader(out, header, types.size());
    for (EncodedMessage.Layout type : types) {
      putShortText(out, type.name());
      out.put((byte) type.version());
    }
    int at = out.position();
    for (int i = 0; i < messages.size(); i++) {
      byte[] message = messages.get(i).bytes();
      System.arraycopy(message, 0, bytes, at, message.length);
      bytes[at] = typeOf[i];
      at += message.length;
    }
    BigEndian.putInt(bytes, FrameLayout.AT_CHECKSUM, checksum(bytes));
    return bytes;
  }

  private static void putHeader(ByteBuffer out, FrameHeader header, int typeCount) {
    out.putShort((short) FrameLayout.MAGIC);
    out.put((byte) FrameLayout.VERSION);
    out.put((byte) 0);
    out.putInt(out.capacity());
    out.putInt(0);
    out.putLong(header.incarnation());
    out.putLong(header.firstSequence());
    out.putLong(header.previousMillis());
    out.putLong(header.previousSequence());
    out.putShort((short) header.count());
    out.putShort((short) typeCount);
    putShortText(out, header.sender().name());
    putShortText(out, header.instance());
  }

  /// A message as it stands in a frame, its type index 0.
  static byte[] message(OutgoingMessage message) {
    ByteBuffer out = ByteBuffer.allocate(message.sizeInFrame());
    out.put((byte) 0);
    out.putShort((short) message.bits());
    out.putLong(EpochNanos.of(message.sentAt(), "sentAt"));
    putText(out, message.key());
    putText(out, message.correlationId());
    putText(out, message.replyTo());
    if (message.deadline() != null) {
      out.putLong(EpochNanos.of(message.deadline(), "deadline"));
    }
    putText(out, message.traceParent());
    putText(out, message.origin());
    out.putInt(message.body().length);
    out.put(message.body());
    return out.array();
  }

  private static void putShortText(ByteBuffer out, String ascii) {
    out.put((byte) ascii.length());
    Utf8.put(out, ascii);
  }

  private static void putText(ByteBuffer out, @Nullable String text) {
    if (text != null) {
      int at = out.position();
      out.position(at + Short.BYTES);
      Utf8.put(out, text);
      out.putShort(at, (short) (out.position() - at - Short.BYTES));
    }
  }

  /// Over everything but the field that holds it, so that no damaged byte goes unnoticed.
  static int checksum(byte[] frame) {
    return checksum(frame, frame.length);
  }

  /// The same over the first so many bytes of an array.
  static int checksum(byte[] frame, int length) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, FrameLayout.AT_CHECKSUM);
    int from = FrameLayout.AT_INCARNATION;
    crc.update(frame, from, length - from);
    return (int) crc.getValue();
  }
}
