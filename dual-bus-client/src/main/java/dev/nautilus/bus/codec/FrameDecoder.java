package dev.nautilus.bus.codec;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.codec.CorruptFrameException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Bytes into a [Frame], checked from end to end before any of it is handed out. Each length is
/// checked against what is there before anything is allocated for it.
public final class FrameDecoder {
  private final byte[] bytes;
  private final ByteBuffer in;
  private int at = FrameLayout.FIXED_HEADER;

  private FrameDecoder(byte[] bytes) {
    this.bytes = bytes;
    this.in = ByteBuffer.wrap(bytes);
  }

  /// Decodes a frame. The bytes are not copied: leave them alone afterwards.
  ///
  /// @throws CorruptFrameException if they are not a frame; nothing else, whatever they hold
  public static Frame decode(byte[] bytes) {
    FrameDecoder decoder = new FrameDecoder(bytes);
    decoder.checkFormat();
    try {
      decoder.checkWhole();
      return decoder.frame();
    } catch (CorruptFrameException e) {
      throw bytes.length < FrameLayout.AT_PREVIOUS_MILLIS
          ? e
          : e.at(
              decoder.in.getLong(FrameLayout.AT_INCARNATION),
              decoder.in.getLong(FrameLayout.AT_FIRST_SEQUENCE));
    }
  }

  private void checkFormat() {
    if (bytes.length > FrameLayout.MAX_FRAME) {
      throw new CorruptFrameException(
          Reason.OVERSIZE, "at most 16 MiB are allowed, had " + bytes.length);
    }
    if (bytes.length < FrameLayout.AT_LENGTH) {
      throw new CorruptFrameException(Reason.TRUNCATED, "only " + bytes.length + " bytes");
    }
    if (in.getShort(0) != FrameLayout.MAGIC) {
      throw new CorruptFrameException(
          Reason.MAGIC, "must begin with NF, began with 0x%04x".formatted(in.getShort(0) & 0xFFFF));
    }
    int version = bytes[FrameLayout.AT_VERSION] & 0xFF;
    if (version != FrameLayout.VERSION) {
      throw new CorruptFrameException(
          Reason.VERSION, "this reader knows format 1, found " + version, version);
    }
  }

  private void checkWhole() {
    if (bytes.length < FrameLayout.FIXED_HEADER) {
      throw new CorruptFrameException(Reason.TRUNCATED, "only " + bytes.length + " bytes");
    }
    long length = in.getInt(FrameLayout.AT_LENGTH) & 0xFFFF_FFFFL;
    if (length > FrameLayout.MAX_FRAME) {
      throw new CorruptFrameException(
          Reason.OVERSIZE, "at most 16 MiB are allowed, says " + length);
    }
    if (length > bytes.length) {
      throw new CorruptFrameException(
          Reason.TRUNCATED, "only " + bytes.length + " bytes of " + length);
    }
    if (length < bytes.length) {
      throw malformed(bytes.length - length + " bytes too many");
    }
    if (in.getInt(FrameLayout.AT_CHECKSUM) != FrameEncoder.checksum(bytes)) {
      throw new CorruptFrameException(Reason.CHECKSUM, "the bytes are not those that were sent");
    }
    if ((bytes[FrameLayout.AT_FLAGS] & FrameLayout.CRITICAL_FLAGS) != 0) {
      throw new CorruptFrameException(
          Reason.VERSION,
          "unknown critical flags 0x%02x".formatted(bytes[FrameLayout.AT_FLAGS]),
          FrameLayout.VERSION);
    }
  }

  private Frame frame() {
    int count = in.getShort(FrameLayout.AT_COUNT) & 0xFFFF;
    int typeCount = in.getShort(FrameLayout.AT_TYPES) & 0xFFFF;
    if (count > FrameLayout.MAX_COUNT || typeCount > FrameLayout.MAX_TYPES) {
      throw malformed(count + " messages of " + typeCount + " types");
    }
    FrameHeader header = header(count);
    String[] types = new String[typeCount];
    byte[] versions = new byte[typeCount];
    for (int i = 0; i < typeCount; i++) {
      types[i] = shortText(FrameLayout.MAX_NAME);
      versions[i] = bytes[take(1)];
      if (versions[i] == 0) {
        throw malformed("type version 0 at byte " + (at - 1));
      }
    }
    if (count > (bytes.length - at) / FrameLayout.MIN_MESSAGE) {
      throw malformed(count + " messages wanted at byte " + at + " of " + bytes.length);
    }
    int[] index = new int[2 * count];
    for (int i = 0; i < count; i++) {
      index[2 * i] = at;
      index[2 * i + 1] = passMessage(typeCount);
    }
    if (at != bytes.length) {
      throw malformed(bytes.length - at + " bytes behind the last message");
    }
    return new Frame(header, types, versions, bytes, index);
  }

  private FrameHeader header(int count) {
    String sender = shortText(FrameLayout.MAX_NAME);
    String instance = shortText(80);
    try {
      return new FrameHeader(
          new EngineType(sender),
          instance,
          in.getLong(FrameLayout.AT_INCARNATION),
          in.getLong(FrameLayout.AT_FIRST_SEQUENCE),
          count,
          in.getLong(FrameLayout.AT_PREVIOUS_MILLIS),
          in.getLong(FrameLayout.AT_PREVIOUS_SEQUENCE));
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  /// Checks one message and steps over it; returns where its body starts.
  private int passMessage(int typeCount) {
    int type = bytes[take(1)] & 0xFF;
    int bits = in.getShort(take(Short.BYTES)) & 0xFFFF;
    if (type >= typeCount
        || (bits & ~FrameLayout.KNOWN_BITS) != 0
        || (bits & FrameLayout.PRIORITY_BITS) > 5) {
      throw malformed("type %d, bits 0x%04x before byte %d".formatted(type, bits, at));
    }
    take(Long.BYTES);
    passText();
    if ((bits & FrameLayout.CORRELATION) != 0) {
      passText();
    }
    if ((bits & FrameLayout.REPLY_TO) != 0) {
      passText();
    }
    if ((bits & FrameLayout.DEADLINE) != 0) {
      take(Long.BYTES);
    }
    if ((bits & FrameLayout.TRACE) != 0) {
      passText();
    }
    long length = in.getInt(take(Integer.BYTES)) & 0xFFFF_FFFFL;
    return take(length);
  }

  private void passText() {
    int length = in.getShort(take(Short.BYTES)) & 0xFFFF;
    if (length > FrameLayout.MAX_TEXT) {
      throw malformed("a text of " + length + " bytes before byte " + at);
    }
    int from = take(length);
    if (!Utf8.isValid(bytes, from, length)) {
      throw malformed("a text that is not UTF-8 at byte " + from);
    }
  }

  private String shortText(int most) {
    int length = bytes[take(1)] & 0xFF;
    if (length == 0 || length > most) {
      throw malformed("a name of " + length + " bytes before byte " + at);
    }
    int from = take(length);
    for (int i = from; i < from + length; i++) {
      if (bytes[i] <= ' ' || bytes[i] == 0x7F) {
        throw malformed("a name that is not printable ASCII at byte " + from);
      }
    }
    return new String(bytes, from, length, StandardCharsets.US_ASCII);
  }

  /// Steps over so many bytes and returns where they begin.
  private int take(long length) {
    int from = at;
    if (length > bytes.length - from) {
      throw malformed(length + " bytes wanted at byte " + from + " of " + bytes.length);
    }
    at = (int) (from + length);
    return from;
  }

  private static CorruptFrameException malformed(String what) {
    return new CorruptFrameException(Reason.MALFORMED, what);
  }
}
