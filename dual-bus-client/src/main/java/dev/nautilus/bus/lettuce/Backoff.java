package dev.nautilus.bus.lettuce;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Growing waits between attempts, with jitter so that a fleet does not return as one. Confined to
/// one thread.
final class Backoff {
  private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(1000);

  private long next = FIRST;

  void reset() {
    next = FIRST;
  }

  long nextNanos() {
    long wait = next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1);
    next = Math.min(LONGEST, next * 2);
    return wait;
  }
}
