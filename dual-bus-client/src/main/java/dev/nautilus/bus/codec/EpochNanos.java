package dev.nautilus.bus.codec;

import java.time.Instant;

/// An instant as nanoseconds since 1970 in 64 bits: 1677-09-21 to 2262-04-11, ample for our own
/// clocks and four bytes less than seconds and nanoseconds.
final class EpochNanos {
  private static final long PER_SECOND = 1_000_000_000L;

  private EpochNanos() {}

  static long of(Instant instant, String name) {
    try {
      long seconds = instant.getEpochSecond();
      // Counting back from the next second keeps the product in range for the very first instants.
      return seconds >= 0
          ? Math.addExact(Math.multiplyExact(seconds, PER_SECOND), instant.getNano())
          : Math.addExact(
              Math.multiplyExact(seconds + 1, PER_SECOND), instant.getNano() - PER_SECOND);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          name + " must lie between the years 1678 and 2262, was " + instant, e);
    }
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }
}
