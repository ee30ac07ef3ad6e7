package dev.nautilus.bus.codec;

import dev.nautilus.bus.codec.CorruptFrameException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A second reader of format 1, written from `docs/wire-format.md` and sharing nothing with
/// [FrameDecoder], so that the two can be held against each other. Says whether bytes are a frame,
/// and where its fields are. Reusable; one thread.
final class WireReader {
  static final int FIXED = 48;
  static final int AT_LENGTH = 4;
  static final int AT_CHECKSUM = 8;
  static final int AT_INCARNATION = 12;
  static final int AT_SEQUENCE = 20;
  private static final int LARGEST = 16 << 20;

  private byte[] bytes = new byte[0];
  private ByteBuffer in = ByteBuffer.wrap(bytes);
  private int at;
  private boolean broken;
  private int types;
  private int[] places = new int[256];
  private int placeCount;
  private int[] ends = new int[64];
  private int messageCount;
  private final int[] typeStarts = new int[256];

  /// Reads bytes; null when they are a frame, else the first check that fails.
  @Nullable Reason read(byte[] frame) {
    bytes = frame;
    in = ByteBuffer.wrap(frame);
    at = FIXED;
    broken = false;
    placeCount = 0;
    messageCount = 0;
    Reason early = beforeLayout();
    if (early != null) {
      return early;
    }
    header();
    layout();
    return broken ? Reason.MALFORMED : null;
  }

  /// Whether the report of a refusal names incarnation and first sequence.
  static boolean isLocated(byte[] frame, Reason refusal) {
    return frame.length >= 28
        && frame.length <= LARGEST
        && refusal != Reason.MAGIC
        && frame[2] == 1;
  }

  /// Offsets of every field that is a length, a count, an index or a number with rules, each with
  /// its width: `offset << 4 | width`.
  int[] places() {
    return Arrays.copyOf(places, placeCount);
  }

  int messageCount() {
    return messageCount;
  }

  /// Where a message begins; one past the last is the end of the frame.
  int messageAt(int message) {
    return message == 0 ? typeStarts[types] : ends[message - 1];
  }

  /// Where an entry of the type table begins; one past the last is the first message.
  int typeAt(int type) {
    return typeStarts[type];
  }

  /// CRC-32C over everything but the field that holds it.
  static int checksum(byte[] frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, AT_CHECKSUM);
    crc.update(frame, AT_INCARNATION, frame.length - AT_INCARNATION);
    return (int) crc.getValue();
  }

  private @Nullable Reason beforeLayout() {
    if (bytes.length > LARGEST) {
      return Reason.OVERSIZE;
    }
    if (bytes.length < 4) {
      return Reason.TRUNCATED;
    }
    if (bytes[0] != 'N' || bytes[1] != 'F') {
      return Reason.MAGIC;
    }
    if (bytes[2] != 1) {
      return Reason.VERSION;
    }
    if (bytes.length < FIXED) {
      return Reason.TRUNCATED;
    }
    long length = in.getInt(AT_LENGTH) & 0xFFFF_FFFFL;
    if (length > LARGEST) {
      return Reason.OVERSIZE;
    }
    if (length != bytes.length) {
      return length > bytes.length ? Reason.TRUNCATED : Reason.MALFORMED;
    }
    if (checksum(bytes) != in.getInt(AT_CHECKSUM)) {
      return Reason.CHECKSUM;
    }
    return (bytes[3] & 0xF0) == 0 ? null : Reason.VERSION;
  }

  private void header() {
    place(2, 1);
    place(3, 1);
    place(AT_LENGTH, 4);
    place(AT_CHECKSUM, 4);
    place(AT_INCARNATION, 8);
    place(AT_SEQUENCE, 8);
    place(28, 8);
    place(36, 8);
    place(44, 2);
    place(46, 2);
    messageCount = in.getShort(44) & 0xFFFF;
    types = in.getShort(46) & 0xFFFF;
    long sequence = in.getLong(AT_SEQUENCE);
    require(messageCount <= 4096 && types <= 255);
    require(sequence >= 1 && sequence <= Long.MAX_VALUE - messageCount);
    require(in.getLong(28) >= 0 && in.getLong(36) >= 0);
    name(40, "-", "");
    if (!broken) {
      require(bytes[FIXED + 1] != '-');
    }
    name(80, "._-", "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  }

  private void layout() {
    typeStarts[0] = at;
    for (int i = 0; i < types && !broken; i++) {
      name(63, null, "");
      int version = number(1);
      require(version != 0);
      typeStarts[i + 1] = at;
    }
    if (messageCount > ends.length) {
      ends = new int[4096];
    }
    for (int i = 0; i < messageCount && !broken; i++) {
      message();
      ends[i] = at;
    }
    require(at == bytes.length);
  }

  private void message() {
    int type = number(1);
    int bits = number(2);
    require(type < types && bits <= 0x1FF && (bits & 7) <= 5);
    skip(8);
    text();
    for (int flag = 0x10; flag <= 0x100 && !broken; flag <<= 1) {
      if ((bits & flag) == 0) {
        continue;
      }
      if (flag == 0x40) {
        skip(8);
      } else {
        text();
      }
    }
    long length = broken ? 0 : number(4) & 0xFFFF_FFFFL;
    skip(length);
  }

  /// A u8 length and that many bytes: printable ASCII, or of letters, digits and some marks.
  private void name(int most, @Nullable String marks, String capitals) {
    int length = number(1);
    require(length >= 1 && length <= most);
    int from = at;
    skip(length);
    for (int i = from; i < from + length && !broken; i++) {
      char c = (char) (bytes[i] & 0xFF);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || capitals.indexOf(c) >= 0;
      require(marks == null ? c > ' ' && c < 0x7F : plain || marks.indexOf(c) >= 0);
    }
  }

  private void text() {
    int length = number(2);
    require(length <= 1024);
    int from = at;
    skip(length);
    boolean ascii = true;
    for (int i = from; i < from + length && !broken; i++) {
      ascii &= bytes[i] >= 0;
    }
    if (!ascii) {
      byte[] text = Arrays.copyOfRange(bytes, from, from + length);
      // What is not UTF-8 becomes a replacement character, and that has other bytes.
      String decoded = new String(text, StandardCharsets.UTF_8);
      require(Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), text));
    }
  }

  private int number(int width) {
    int from = at;
    skip(width);
    if (broken) {
      return 0;
    }
    place(from, width);
    return switch (width) {
      case 1 -> in.get(from) & 0xFF;
      case 2 -> in.getShort(from) & 0xFFFF;
      default -> in.getInt(from);
    };
  }

  private void skip(long length) {
    require(length <= bytes.length - at);
    at += broken ? 0 : (int) length;
  }

  private void require(boolean fine) {
    broken |= !fine;
  }

  private void place(int offset, int width) {
    if (placeCount < places.length) {
      places[placeCount++] = offset << 4 | width;
    }
  }
}
