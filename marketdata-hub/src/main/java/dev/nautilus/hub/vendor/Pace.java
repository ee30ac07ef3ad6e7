package dev.nautilus.hub.vendor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Says when the next request may leave so that requests stay evenly apart (a leaky bucket, the
/// generic cell rate algorithm).
///
/// Not a limiter that refills in fixed cycles: with such a one the last permit of a cycle and the
/// first of the next leave together, and a vendor that counts two requests in *any* second sees
/// three.
///
/// **Threads** Guarded by its own lock.
final class Pace {
  private final LongSupplier ticker;
  private final long apartNanos;
  private final long toleranceNanos;
  private long nextNanos;

  /// @param ticker monotonic nanoseconds
  Pace(VendorsProperties.Limits limits, LongSupplier ticker) {
    this.ticker = ticker;
    this.apartNanos = Math.ceilDiv(limits.per().toNanos(), limits.requests());
    this.toleranceNanos = Math.multiplyExact(apartNanos, limits.burst() - 1);
    this.nextNanos = ticker.getAsLong() - toleranceNanos;
  }

  /// Takes the next free slot and says how long until then, 0 for now.
  synchronized long takeSlotNanos() {
    long now = ticker.getAsLong();
    long slot = Math.max(nextNanos, now - toleranceNanos);
    nextNanos = slot + apartNanos;
    return Math.max(0, slot - now);
  }

  /// How long a request would wait that has `ahead` others before it.
  synchronized Duration expectedWait(int ahead) {
    long slot = Math.max(nextNanos, ticker.getAsLong() - toleranceNanos) + ahead * apartNanos;
    return Duration.ofNanos(Math.max(0, slot - ticker.getAsLong()));
  }

  @Override
  public String toString() {
    return "one request every %d ms".formatted(TimeUnit.NANOSECONDS.toMillis(apartNanos));
  }
}
