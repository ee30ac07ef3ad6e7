package dev.nautilus.bus.codec;

import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Source;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what [LayoutWriter] wrote: the block field by field, then the texts. Whoever reads past
/// the end gets a [BufferUnderflowException], never bytes of somebody else. Used for one payload
/// after the other; confined to one thread.
final class LayoutReader {
  private static final Interned<InstrumentId> INSTRUMENTS = new Interned<>(InstrumentId::of);
  private static final Interned<Source> SOURCES = new Interned<>(Source::of);
  private static final Interned<BarSpec> SPECS = new Interned<>(BarSpec::of);
  private static final Interned<String> SHORT_TEXTS = new Interned<>(Function.identity());
  private static final int SHORT = 4;

  private byte[] in = new byte[0];
  private int start;
  private int at;
  private int end;
  private int textsAt;
  private long observedSeconds;
  private int observedNanos;
  private long receivedSeconds;
  private int receivedNanos;
  private long version;
  private boolean simulated;

  /// Begins with a payload.
  ///
  /// @param block least length of the fixed block
  void begin(byte[] array, int from, int length, int block) {
    in = array;
    start = from;
    at = from;
    end = from + length;
    int actual = unsignedShort();
    if (actual < block) {
      throw new IllegalArgumentException(
          "its block must have at least " + block + " bytes, had " + actual);
    }
    textsAt = start + Short.BYTES + actual;
    observedSeconds = wholeNumber();
    observedNanos = nanos();
    receivedSeconds = wholeNumber();
    receivedNanos = nanos();
    version = wholeNumber();
    simulated = flag();
  }

  /// How far it has read.
  int position() {
    return at - start;
  }

  boolean flag() {
    return (in[pass(1)] & 1) != 0;
  }

  int unsignedByte() {
    return in[pass(1)] & 0xFF;
  }

  int unsignedShort() {
    return BigEndian.getUnsignedShort(in, pass(Short.BYTES));
  }

  int integer() {
    return BigEndian.getInt(in, pass(Integer.BYTES));
  }

  private long wholeNumber() {
    return BigEndian.getLong(in, pass(Long.BYTES));
  }

  double number() {
    return Double.longBitsToDouble(wholeNumber());
  }

  OptionalDouble optionalNumber() {
    return Numbers.optional(wholeNumber());
  }

  OptionalLong optionalCount() {
    long value = wholeNumber();
    return value == LayoutWriter.MISSING_COUNT ? OptionalLong.empty() : OptionalLong.of(value);
  }

  Instant instant() {
    long seconds = wholeNumber();
    return Instant.ofEpochSecond(seconds, nanos());
  }

  private int nanos() {
    int nanos = integer();
    if (nanos < 0 || nanos > 999_999_999) {
      throw new IllegalArgumentException("nanos must be 0 to 999999999, was " + nanos);
    }
    return nanos;
  }

  /// Steps over what a newer writer added to the block, to the first text.
  InstrumentId instrument() {
    if (textsAt > end) {
      throw new IllegalArgumentException(
          "its block ends at " + (textsAt - start) + ", beyond the end");
    }
    at = textsAt;
    return interned(INSTRUMENTS);
  }

  /// The second text, and what was at the head of the block.
  Provenance provenance() {
    return new Provenance(
        interned(SOURCES),
        Instant.ofEpochSecond(observedSeconds, observedNanos),
        Instant.ofEpochSecond(receivedSeconds, receivedNanos),
        version,
        simulated);
  }

  BarSpec spec() {
    return interned(SPECS);
  }

  @Nullable String text() {
    int length = unsignedShort();
    if (length == LayoutWriter.MISSING_TEXT) {
      return null;
    }
    int from = passText(length);
    if (!Utf8.isValid(in, from, length)) {
      throw new IllegalArgumentException("a text must be UTF-8");
    }
    // Currencies and the like come again and again; trade ids do not, and would push them out.
    return length <= SHORT
        ? SHORT_TEXTS.get(in, from, length)
        : new String(in, from, length, StandardCharsets.UTF_8);
  }

  /// Steps over so many bytes.
  void skip(int length) {
    passText(length);
  }

  /// Refuses before anything is allocated for what cannot be there.
  void requireRemaining(long bytes) {
    if (bytes > end - at) {
      throw new IllegalArgumentException(bytes + " bytes wanted, " + (end - at) + " left");
    }
  }

  private <T> T interned(Interned<T> known) {
    int length = unsignedShort();
    return known.get(in, passText(length), length);
  }

  private int passText(int length) {
    requireRemaining(length);
    int from = at;
    at += length;
    return from;
  }

  /// Steps over a field and returns where in the array it begins.
  private int pass(int length) {
    int from = at;
    if (length > end - from) {
      throw new BufferUnderflowException();
    }
    at = from + length;
    return from;
  }
}
