package dev.nautilus.engines.websocket.method;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How many requests a session may make: so many a second, twice as many at once after a pause.
/// Safe for many threads.
///
/// **Definition** a token bucket: capacity `2 r`, refilled with `r` tokens a second; each request
/// takes one.
public final class OpBudget {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final double perSecond;
  private final LongSupplier ticker;
  private double tokens;
  private long at;

  /// @param perSecond requests a second, more than 0
  /// @param ticker nanoseconds that only grow
  public OpBudget(double perSecond, LongSupplier ticker) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("perSecond must be more than 0, was " + perSecond);
    }
    this.perSecond = perSecond;
    this.ticker = ticker;
    tokens = 2 * perSecond;
    at = ticker.getAsLong();
  }

  /// Takes one; false when none is left.
  public synchronized boolean take() {
    long now = ticker.getAsLong();
    tokens = Math.min(2 * perSecond, tokens + (now - at) / NANOS * perSecond);
    at = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
