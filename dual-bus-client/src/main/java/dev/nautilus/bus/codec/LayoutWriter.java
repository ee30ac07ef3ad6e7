package dev.nautilus.bus.codec;

import dev.nautilus.message.Provenance;
import java.nio.ByteBuffer;
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

  private final ByteBuffer out;

  LayoutWriter(int size) {
    out = ByteBuffer.allocate(size);
  }

  static int sizeOf(@Nullable String text) {
    return Short.BYTES + (text == null ? 0 : Utf8.length(text));
  }

  byte[] bytes() {
    return out.array();
  }

  void provenance(Provenance provenance) {
    instant(provenance.observedAt());
    instant(provenance.receivedAt());
    out.putLong(provenance.version());
    flag(provenance.simulated());
  }

  void flag(boolean set) {
    out.put((byte) (set ? 1 : 0));
  }

  void unsignedByte(int value) {
    out.put((byte) value);
  }

  void unsignedShort(int value) {
    out.putShort((short) value);
  }

  void integer(int value) {
    out.putInt(value);
  }

  void number(double value) {
    out.putDouble(value);
  }

  void number(OptionalDouble value) {
    if (value.isPresent()) {
      out.putDouble(value.getAsDouble());
    } else {
      out.putLong(MISSING_NUMBER);
    }
  }

  void count(OptionalLong value) {
    if (value.isPresent() && value.getAsLong() == MISSING_COUNT) {
      throw new IllegalArgumentException("a count must be more than " + MISSING_COUNT);
    }
    out.putLong(value.orElse(MISSING_COUNT));
  }

  void instant(Instant instant) {
    out.putLong(instant.getEpochSecond());
    out.putInt(instant.getNano());
  }

  void text(@Nullable String text) {
    if (text == null) {
      out.putShort((short) MISSING_TEXT);
      return;
    }
    int length = Utf8.length(text);
    if (length >= MISSING_TEXT) {
      throw new IllegalArgumentException("a text must have at most 65534 bytes, had " + length);
    }
    out.putShort((short) length);
    Utf8.put(out, text);
  }
}
