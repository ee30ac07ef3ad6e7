package dev.nautilus.bus.codec;

import java.util.OptionalDouble;

/// Optional numbers that come again: prices lie on a grid of ticks and sizes are mostly small, so
/// the same few thousand are decoded over and over. Bounded: a newcomer takes the place of whoever
/// has its slot.
///
/// Safe for many threads: the values never change, and two threads racing for a slot only lose a
/// hit.
final class Numbers {
  private static final int SLOTS = 8192;
  private static final OptionalDouble[] KNOWN = new OptionalDouble[SLOTS];

  private Numbers() {}

  /// The number with these bits; empty for any NaN, which stands for a missing one.
  static OptionalDouble optional(long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isNaN(value)) {
      return OptionalDouble.empty();
    }
    int slot = slot(bits);
    OptionalDouble known = KNOWN[slot];
    if (known != null && Double.doubleToRawLongBits(known.getAsDouble()) == bits) {
      return known;
    }
    OptionalDouble fresh = OptionalDouble.of(value);
    KNOWN[slot] = fresh;
    return fresh;
  }

  private static int slot(long bits) {
    long mixed = bits * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 51);
  }
}
