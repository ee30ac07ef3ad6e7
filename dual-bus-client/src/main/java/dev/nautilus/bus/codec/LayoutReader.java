package dev.nautilus.bus.codec;

import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads what [LayoutWriter] wrote: the block field by field, then the texts. Whoever reads past
/// the end gets a [java.nio.BufferUnderflowException], never bytes of somebody else.
final class LayoutReader {
  private static final Interned<InstrumentId> INSTRUMENTS = new Interned<>(InstrumentId::of);
  private static final Interned<Source> SOURCES = new Interned<>(Source::of);
  private static final Interned<BarSpec> SPECS = new Interned<>(BarSpec::of);

  private final ByteBuffer in;
  private final int textsAt;
  private final Instant observedAt;
  private final Instant receivedAt;
  private final long version;
  private final boolean simulated;

  /// @param body backed by an array
  /// @param block least length of the fixed block
  LayoutReader(ByteBuffer body, int block) {
    in = body;
    int length = unsignedShort();
    if (length < block) {
      throw new IllegalArgumentException(
          "its block must have at least " + block + " bytes, had " + length);
    }
    textsAt = Short.BYTES + length;
    observedAt = instant();
    receivedAt = instant();
    version = in.getLong();
    simulated = flag();
  }

  int position() {
    return in.position();
  }

  boolean flag() {
    return (in.get() & 1) != 0;
  }

  int unsignedByte() {
    return in.get() & 0xFF;
  }

  int unsignedShort() {
    return in.getShort() & 0xFFFF;
  }

  int integer() {
    return in.getInt();
  }

  double number() {
    return in.getDouble();
  }

  OptionalDouble optionalNumber() {
    double value = in.getDouble();
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  OptionalLong optionalCount() {
    long value = in.getLong();
    return value == LayoutWriter.MISSING_COUNT ? OptionalLong.empty() : OptionalLong.of(value);
  }

  Instant instant() {
    long seconds = in.getLong();
    int nanos = in.getInt();
    if (nanos < 0 || nanos > 999_999_999) {
      throw new IllegalArgumentException("nanos must be 0 to 999999999, was " + nanos);
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  /// Steps over what a newer writer added to the block, to the first text.
  InstrumentId instrument() {
    if (textsAt > in.limit()) {
      throw new IllegalArgumentException("its block ends at " + textsAt + ", beyond the end");
    }
    in.position(textsAt);
    return interned(INSTRUMENTS);
  }

  /// The second text, and what was at the head of the block.
  Provenance provenance() {
    return new Provenance(interned(SOURCES), observedAt, receivedAt, version, simulated);
  }

  BarSpec spec() {
    return interned(SPECS);
  }

  @Nullable String text() {
    int length = unsignedShort();
    if (length == LayoutWriter.MISSING_TEXT) {
      return null;
    }
    int from = pass(length);
    if (!Utf8.isValid(in.array(), from, length)) {
      throw new IllegalArgumentException("a text must be UTF-8");
    }
    return new String(in.array(), from, length, StandardCharsets.UTF_8);
  }

  /// Steps over so many bytes.
  void skip(int length) {
    pass(length);
  }

  /// Refuses before anything is allocated for what cannot be there.
  void requireRemaining(long bytes) {
    if (bytes > in.remaining()) {
      throw new IllegalArgumentException(bytes + " bytes wanted, " + in.remaining() + " left");
    }
  }

  private <T> T interned(Interned<T> known) {
    int length = unsignedShort();
    return known.get(in.array(), pass(length), length);
  }

  /// Steps over so many bytes and returns where in the array they begin.
  private int pass(int length) {
    requireRemaining(length);
    int from = in.arrayOffset() + in.position();
    in.position(in.position() + length);
    return from;
  }
}
