package dev.nautilus.bus.codec;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.codec.CorruptFrameException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one frame after the other with as little garbage as can be: the [Frame] it hands out, its
/// index and its names are used again. A frame is checked from end to end before any of it is
/// handed out, and each length against what is there before anything is allocated for it.
///
/// Confined to one thread.
public final class FrameReader {
  private static final int NAMES = 8;

  private final Frame frame;
  private final @Nullable TypeTable[] known = new TypeTable[NAMES];
  private int nextKnown;
  private byte[] bytes = new byte[0];
  private ByteBuffer in = ByteBuffer.wrap(bytes);
  private int limit;
  private int at;

  /// A reader that has read nothing.
  public FrameReader() {
    this.frame = new Frame();
  }

  /// Reads a frame. Valid until the next call, and as long as nobody writes to the array.
  ///
  /// @param from the array
  /// @param length how many of its bytes, from the first, are the frame
  /// @throws CorruptFrameException if they are not a frame; nothing else, whatever they hold
  @SuppressWarnings("ReferenceEquality") // the same array, not one that looks like it
  public Frame read(byte[] from, int length) {
    if (in.array() != from) {
      bytes = from;
      in = ByteBuffer.wrap(from);
    }
    limit = length;
    at = FrameLayout.FIXED_HEADER;
    checkFormat();
    try {
      checkWhole();
      return checkedFrame();
    } catch (CorruptFrameException e) {
      throw limit < FrameLayout.AT_PREVIOUS_MILLIS
          ? e
          : e.at(in.getLong(FrameLayout.AT_INCARNATION), in.getLong(FrameLayout.AT_FIRST_SEQUENCE));
    }
  }

  private void checkFormat() {
    if (limit > FrameLayout.MAX_FRAME) {
      throw new CorruptFrameException(Reason.OVERSIZE, "at most 16 MiB are allowed, had " + limit);
    }
    if (limit < FrameLayout.AT_LENGTH) {
      throw new CorruptFrameException(Reason.TRUNCATED, "only " + limit + " bytes");
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
    if (limit < FrameLayout.FIXED_HEADER) {
      throw new CorruptFrameException(Reason.TRUNCATED, "only " + limit + " bytes");
    }
    long length = in.getInt(FrameLayout.AT_LENGTH) & 0xFFFF_FFFFL;
    if (length > FrameLayout.MAX_FRAME) {
      throw new CorruptFrameException(
          Reason.OVERSIZE, "at most 16 MiB are allowed, says " + length);
    }
    if (length > limit) {
      throw new CorruptFrameException(Reason.TRUNCATED, "only " + limit + " bytes of " + length);
    }
    if (length < limit) {
      throw malformed(limit - length + " bytes too many");
    }
    if (in.getInt(FrameLayout.AT_CHECKSUM) != FrameEncoder.checksum(bytes, limit)) {
      throw new CorruptFrameException(Reason.CHECKSUM, "the bytes are not those that were sent");
    }
    if ((bytes[FrameLayout.AT_FLAGS] & FrameLayout.CRITICAL_FLAGS) != 0) {
      throw new CorruptFrameException(
          Reason.VERSION,
          "unknown critical flags 0x%02x".formatted(bytes[FrameLayout.AT_FLAGS]),
          FrameLayout.VERSION);
    }
  }

  private Frame checkedFrame() {
    int count = in.getShort(FrameLayout.AT_COUNT) & 0xFFFF;
    int typeCount = in.getShort(FrameLayout.AT_TYPES) & 0xFFFF;
    if (count > FrameLayout.MAX_COUNT || typeCount > FrameLayout.MAX_TYPES) {
      throw malformed(count + " messages of " + typeCount + " types");
    }
    TypeTable names = names(typeCount);
    FrameHeader header = header(names, count);
    if (count > (limit - at) / FrameLayout.MIN_MESSAGE) {
      throw malformed(count + " messages wanted at byte " + at + " of " + limit);
    }
    int[] index = frame.indexFor(count);
    for (int i = 0; i < count; i++) {
      index[2 * i] = at;
      index[2 * i + 1] = passMessage(typeCount);
    }
    if (at != limit) {
      throw malformed(limit - at + " bytes behind the last message");
    }
    return frame.set(header, names, bytes, in, limit);
  }

  private TypeTable names(int typeCount) {
    for (TypeTable each : known) {
      if (each != null && each.isAt(bytes, at, limit, typeCount)) {
        at += each.length();
        return each;
      }
    }
    int from = at;
    String sender = shortText(FrameLayout.MAX_NAME);
    String instance = shortText(80);
    String[] types = new String[typeCount];
    byte[] versions = new byte[typeCount];
    for (int i = 0; i < typeCount; i++) {
      types[i] = shortText(FrameLayout.MAX_NAME);
      versions[i] = bytes[take(1)];
      if (versions[i] == 0) {
        throw malformed("type version 0 at byte " + (at - 1));
      }
    }
    TypeTable fresh =
        new TypeTable(
            engine(sender), instance, types, versions, Arrays.copyOfRange(bytes, from, at));
    known[nextKnown++ % NAMES] = fresh;
    return fresh;
  }

  private static EngineType engine(String sender) {
    try {
      return new EngineType(sender);
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private FrameHeader header(TypeTable names, int count) {
    try {
      return new FrameHeader(
          names.sender,
          names.instance,
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
    int from = take(FrameLayout.AT_KEY);
    int type = bytes[from] & 0xFF;
    int bits = BigEndian.getUnsignedShort(bytes, from + FrameLayout.AT_BITS);
    if (type >= typeCount
        || (bits & ~FrameLayout.KNOWN_BITS) != 0
        || (bits & FrameLayout.PRIORITY_BITS) > 5) {
      throw malformed("type %d, bits 0x%04x at byte %d".formatted(type, bits, from));
    }
    passText();
    if ((bits & FrameLayout.OPTIONAL) != 0) {
      passOptional(bits);
    }
    long length = BigEndian.getInt(bytes, take(Integer.BYTES)) & 0xFFFF_FFFFL;
    return take(length);
  }

  private void passOptional(int bits) {
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
    if ((bits & FrameLayout.ORIGIN) != 0) {
      passText();
    }
  }

  private void passText() {
    int length = BigEndian.getUnsignedShort(bytes, take(Short.BYTES));
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
    if (length > limit - from) {
      throw malformed(length + " bytes wanted at byte " + from + " of " + limit);
    }
    at = (int) (from + length);
    return from;
  }

  private static CorruptFrameException malformed(String what) {
    return new CorruptFrameException(Reason.MALFORMED, what);
  }
}
