package dev.nautilus.hub;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Time that passes when a test says so.
public final class ManualTime implements Ticker, InstantSource {
  private final AtomicLong nanos = new AtomicLong();

  /// Lets time pass.
  public void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  @Override
  public long read() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    return Samples.NOON.plusNanos(nanos.get());
  }
}
