package dev.nautilus.bus.lettuce;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Position of an entry in a stream, ordered.
record StreamId(long millis, long sequence) implements Comparable<StreamId> {
  static final StreamId ZERO = new StreamId(0, 0);
  static final StreamId LAST = new StreamId(-1, -1);

  /// Of these the arithmetic is certain to fit.
  private static final int MOST_DIGITS = 18;

  private static final int LONGEST = 41;

  /// Reads `<millis>-<sequence>` as Redis writes it.
  static StreamId parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 1) {
      throw new IllegalArgumentException("stream id must be like 1700000000000-0, was " + text);
    }
    return new StreamId(
        Long.parseUnsignedLong(text.substring(0, dash)),
        Long.parseUnsignedLong(text.substring(dash + 1)));
  }

  /// Reads the same from ASCII bytes, from position to limit; leaves the position alone.
  static StreamId parse(ByteBuffer text) {
    long millis = 0;
    long number = 0;
    int digits = 0;
    boolean dashed = false;
    for (int i = text.position(); i < text.limit(); i++) {
      byte c = text.get(i);
      if (c == '-' && !dashed && digits > 0) {
        dashed = true;
        millis = number;
        number = 0;
        digits = 0;
      } else if (c >= '0' && c <= '9' && digits < MOST_DIGITS) {
        number = 10 * number + (c - '0');
        digits++;
      } else {
        return parse(StandardCharsets.US_ASCII.decode(text.duplicate()).toString());
      }
    }
    return dashed && digits > 0
        ? new StreamId(millis, number)
        : parse(StandardCharsets.US_ASCII.decode(text.duplicate()).toString());
  }

  /// As Redis writes it.
  byte[] ascii() {
    if (millis < 0 || sequence < 0) {
      return toString().getBytes(StandardCharsets.US_ASCII);
    }
    byte[] longest = new byte[LONGEST];
    int at = digits(longest, LONGEST, sequence);
    longest[--at] = '-';
    at = digits(longest, at, millis);
    return Arrays.copyOfRange(longest, at, LONGEST);
  }

  private static int digits(byte[] to, int end, long number) {
    int at = end;
    long left = number;
    do {
      to[--at] = (byte) ('0' + left % 10);
      left /= 10;
    } while (left != 0);
    return at;
  }

  @Override
  public int compareTo(StreamId other) {
    int byMillis = Long.compareUnsigned(millis, other.millis);
    return byMillis != 0 ? byMillis : Long.compareUnsigned(sequence, other.sequence);
  }

  StreamId max(StreamId other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
  }
}
