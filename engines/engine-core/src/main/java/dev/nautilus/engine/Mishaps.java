package dev.nautilus.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What went wrong. Every mishap is counted and the last one kept; of those that repeat only the
/// 1st, 2nd, 4th, 8th ... is logged, because a reaction that fails on each quote would fill a disk.
final class Mishaps {
  private static final Logger log = LoggerFactory.getLogger(Mishaps.class);

  /// @param during what the engine was doing
  /// @param error class and message of what was thrown
  record Mishap(Instant at, String during, String error) {}

  private final InstantSource clock;
  private final Map<String, AtomicLong> seen = new ConcurrentHashMap<>();
  private volatile @Nullable Mishap last;

  Mishaps(InstantSource clock) {
    this.clock = clock;
  }

  void note(String during, Throwable thrown) {
    last = new Mishap(clock.instant(), during, thrown.toString());
    String kind = during + "/" + thrown.getClass().getName();
    long times = seen.computeIfAbsent(kind, each -> new AtomicLong()).incrementAndGet();
    if (times == 1) {
      log.warn("{} failed", during, thrown);
    } else if (Long.bitCount(times) == 1) {
      log.warn("{} failed, {} times so far: {}", during, times, thrown.toString());
    }
  }

  @Nullable Mishap last() {
    return last;
  }
}
