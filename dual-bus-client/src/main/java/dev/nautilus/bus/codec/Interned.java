package dev.nautilus.bus.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/// Values that come again and again as the same few bytes (instruments, sources, bar specs), made
/// once. Saves the text and the check of its alphabet, which would otherwise be the larger part of
/// decoding a quote. Bounded: a newcomer takes the place of whoever has its slot.
///
/// Safe for many threads: entries are immutable, and two threads racing for a slot only lose a hit.
public final class Interned<T> {
  private static final int SLOTS = 2048;

  private final Function<String, T> factory;
  private final AtomicReferenceArray<Entry<T>> slots = new AtomicReferenceArray<>(SLOTS);

  /// @param factory makes a value of a spelling, the same each time
  public Interned(Function<String, T> factory) {
    this.factory = factory;
  }

  /// The value these bytes spell.
  ///
  /// @throws IllegalArgumentException if they spell none
  public T get(byte[] bytes, int from, int length) {
    long start = start(bytes, from, length);
    int slot = slot(bytes, from, length, start);
    Entry<T> known = slots.getAcquire(slot);
    if (known != null && known.spells(bytes, from, length, start)) {
      return known.value;
    }
    T value = factory.apply(new String(bytes, from, length, StandardCharsets.UTF_8));
    slots.setRelease(
        slot, new Entry<>(Arrays.copyOfRange(bytes, from, from + length), start, value));
    return value;
  }

  /// The first eight bytes, or all there are, as one number: most names are no longer.
  private static long start(byte[] bytes, int from, int length) {
    if (from + Long.BYTES <= bytes.length) {
      long eight = BigEndian.getLong(bytes, from);
      return length >= Long.BYTES ? eight : length == 0 ? 0 : eight >>> (Long.SIZE - 8 * length);
    }
    long value = 0;
    for (int i = from; i < from + Math.min(length, Long.BYTES); i++) {
      value = (value << 8) | (bytes[i] & 0xFF);
    }
    return value;
  }

  private static int slot(byte[] bytes, int from, int length, long start) {
    long hash = (start + length) * 0x9E3779B97F4A7C15L;
    for (int i = from + Long.BYTES; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (int) ((hash ^ (hash >>> 29)) >>> 20) & (SLOTS - 1);
  }

  private static final class Entry<T> {
    private final byte[] spelling;
    private final long start;
    private final T value;

    private Entry(byte[] spelling, long start, T value) {
      this.spelling = spelling;
      this.start = start;
      this.value = value;
    }

    private boolean spells(byte[] bytes, int from, int length, long first) {
      return start == first
          && spelling.length == length
          && (length <= Long.BYTES
              || Arrays.equals(spelling, 0, spelling.length, bytes, from, from + length));
    }
  }
}
