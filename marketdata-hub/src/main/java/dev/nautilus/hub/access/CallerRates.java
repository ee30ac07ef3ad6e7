package dev.nautilus.hub.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A rate for each caller: a bucket that holds two seconds' worth and fills evenly. Callers that
/// are not seen for a minute are forgotten, which gives them no more than a full bucket. Any
/// thread.
final class CallerRates {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int BURST_SECONDS = 2;
  private static final int MOST_CALLERS = 10_000;

  private final int perSecond;
  private final Ticker ticker;
  private final Cache<String, Bucket> buckets;

  /// @param perSecond 0 for no limit
  CallerRates(int perSecond, Ticker ticker) {
    this.perSecond = perSecond;
    this.ticker = ticker;
    this.buckets =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterAccess(Duration.ofMinutes(1))
            .maximumSize(MOST_CALLERS)
            .executor(Runnable::run)
            .build();
  }

  /// Whether this caller may have one more.
  boolean admits(String caller) {
    return perSecond == 0 || buckets.get(caller, _ -> new Bucket(ticker.read())).take();
  }

  private final class Bucket {
    private double drops = (double) BURST_SECONDS * perSecond;
    private long seen;

    Bucket(long now) {
      this.seen = now;
    }

    synchronized boolean take() {
      long now = ticker.read();
      double full = (double) BURST_SECONDS * perSecond;
      drops = Math.min(full, drops + (now - seen) / SECOND * perSecond);
      seen = now;
      if (drops < 1) {
        return false;
      }
      drops -= 1;
      return true;
    }
  }
}
