package dev.nautilus.hub.vendor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Says when the next request may leave. Two rules, both kept: requests stay evenly apart but for a
/// burst after a pause (a leaky bucket, the generic cell rate algorithm), and no window of the
/// published length ever holds more than the published number (else a burst and the even requests
/// after it would).
///
/// Not a limiter that refills in fixed cycles: with such a one the last permit of a cycle and the
/// first of the next leave together, and a vendor that counts two requests in *any* second sees
/// three. It starts without a burst, for nobody knows what the process before it sent.
///
/// **Threads** Guarded by its own lock.
final class Pace {
  private final LongSupplier ticker;
  private final long apartNanos;
  private final long toleranceNanos;
  private final long windowNanos;

  /// When the latest requests left, as many as a window may hold; the oldest is at `at`.
  private final long[] left;

  private int at;
  private int count;
  private long nextNanos;

  /// @param ticker monotonic nanoseconds
  Pace(VendorsProperties.Limits limits, LongSupplier ticker) {
    this.ticker = ticker;
    this.windowNanos = limits.per().toNanos();
    this.apartNanos = Math.ceilDiv(windowNanos, limits.requests());
    int burst = Math.min(limits.burst(), limits.requests());
    this.toleranceNanos = Math.multiplyExact(apartNanos, burst - 1);
    this.left = new long[limits.requests()];
    this.nextNanos = ticker.getAsLong();
  }

  /// Time until the next request may leave, 0 for now.
  synchronized long untilFreeNanos() {
    return untilFree(ticker.getAsLong());
  }

  /// A request leaves now.
  synchronized void take() {
    long now = ticker.getAsLong();
    nextNanos = Math.max(nextNanos, now - toleranceNanos) + apartNanos;
    left[at] = now;
    at = (at + 1) % left.length;
    count = Math.min(count + 1, left.length);
  }

  /// Whether a request could leave now and another right after it: half of what may be sent is
  /// unused.
  synchronized boolean isSpare() {
    long now = ticker.getAsLong();
    return untilFree(now) == 0 && now - nextNanos >= apartNanos;
  }

  /// How long a request would wait that has `ahead` others before it.
  synchronized Duration expectedWait(int ahead) {
    return Duration.ofNanos(untilFree(ticker.getAsLong()) + ahead * apartNanos);
  }

  private long untilFree(long now) {
    long wait = nextNanos - now;
    if (count == left.length) {
      wait = Math.max(wait, left[at] + windowNanos - now);
    }
    return Math.max(0, wait);
  }

  @Override
  public String toString() {
    return "one request every %d ms".formatted(TimeUnit.NANOSECONDS.toMillis(apartNanos));
  }
}
