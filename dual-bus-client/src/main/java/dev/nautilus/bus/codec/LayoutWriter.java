package dev.nautilus.bus.codec;

import dev.nautilus.message.Provenance;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The pieces binary layouts are written with. Numbers are in network byte order.
final class LayoutWriter {
  /// Stands for a missing double: the one bit pattern written, though any NaN is read as missing.
  static final long MISSING_NUMBER = 0x7ff8000000000000L;

  /// Stands for a missing whole number.
  static final long MISSING_COUNT = Long.MIN_VALUE;

  /// Length that stands for a missing text.
  static final int MISSING_TEXT = 0xFFFF;

  private final byte[] bytes;
  private int at;

  /// @param at where the first piece goes
  LayoutWriter(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  static int sizeOf(@Nullable String text) {
    return Short.BYTES + (text == null ? 0 : Utf8.length(text));
  }

  void provenance(Provenance provenance) {
    instant(provenance.observedAt());
    instant(provenance.receivedAt());
    whole(provenance.version());
    flag(provenance.simulated());
  }

  void flag(boolean set) {
    unsignedByte(set ? 1 : 0);
  }

  void unsignedByte(int value) {
    bytes[at++] = (byte) value;
  }

  void unsignedShort(int value) {
    BigEndian.putShort(bytes, at, value);
    at += Short.BYTES;
  }

  void integer(int value) {
    BigEndian.putInt(bytes, at, value);
    at += Integer.BYTES;
  }

  void number(double value) {
    whole(Double.doubleToRawLongBits(value));
  }

  private void whole(long value) {
    BigEndian.putLong(bytes, at, value);
    at += Long.BYTES;
  }

  void number(OptionalDouble value) {
    whole(value.isPresent() ? Double.doubleToRawLongBits(value.getAsDouble()) : MISSING_NUMBER);
  }

  void count(OptionalLong value) {
    if (value.isPresent() && value.getAsLong() == MISSING_COUNT) {
      throw new IllegalArgumentException("a count must be more than " + MISSING_COUNT);
    }
    whole(value.orElse(MISSING_COUNT));
  }

  void instant(Instant instant) {
    whole(instant.getEpochSecond());
    integer(instant.getNano());
  }

  void text(@Nullable String text) {
    if (text == null) {
      unsignedShort(MISSING_TEXT);
      return;
    }
    int length = Utf8.length(text);
    if (length >= MISSING_TEXT) {
      throw new IllegalArgumentException("a text must have at most 65534 bytes, had " + length);
    }
    unsignedShort(length);
    Utf8.put(bytes, at, text);
    at += length;
  }
}
