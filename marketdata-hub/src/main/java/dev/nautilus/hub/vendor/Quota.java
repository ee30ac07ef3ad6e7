package dev.nautilus.hub.vendor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// How many calls a source allows in a long time, and how many were made. The window rolls: nobody
/// knows at which hour, and in which zone, a vendor's day begins, so no day may hold too many.
/// Calls are counted by buckets of a part of the window, and one bucket more than a window has is
/// kept, so that the sum is never too low.
///
/// **Threads** Guarded by its own lock.
final class Quota {
  private final String name;
  private final int allowance;
  private final long bucketSeconds;
  private final long bucketsKept;
  private final InstantSource clock;
  private final TreeMap<Long, Long> calls = new TreeMap<>();
  private final Map<Long, Long> unsaved = new HashMap<>();

  private Quota(String name, int allowance, Duration window, Duration bucket, InstantSource clock) {
    this.name = name;
    this.allowance = allowance;
    this.bucketSeconds = bucket.toSeconds();
    this.bucketsKept = window.dividedBy(bucket) + 1;
    this.clock = clock;
  }

  /// So many in any 24 hours.
  static Quota daily(int allowance, InstantSource clock) {
    return new Quota("day", allowance, Duration.ofDays(1), Duration.ofHours(1), clock);
  }

  /// So many in any 31 days.
  static Quota monthly(int allowance, InstantSource clock) {
    return new Quota("month", allowance, Duration.ofDays(31), Duration.ofDays(1), clock);
  }

  String name() {
    return name;
  }

  int allowance() {
    return allowance;
  }

  /// Calls in the window that ends now.
  synchronized long used() {
    forgetOld();
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Time until fewer than `share` calls are in the window; zero when that is so.
  synchronized Duration untilBelow(int share) {
    long over = used() - share;
    if (over < 0) {
      return Duration.ZERO;
    }
    for (Map.Entry<Long, Long> bucket : calls.entrySet()) {
      over -= bucket.getValue();
      if (over < 0) {
        Instant free = Instant.ofEpochSecond((bucket.getKey() + bucketsKept) * bucketSeconds);
        return Duration.between(clock.instant(), free);
      }
    }
    // A share of nothing: it is never free.
    return Duration.ofSeconds(bucketsKept * bucketSeconds);
  }

  /// A call is made now.
  synchronized void count() {
    calls.merge(bucket(), 1L, Long::sum);
    unsaved.merge(bucket(), 1L, Long::sum);
  }

  /// What was counted before, by this process or another; what was counted here meanwhile is added.
  synchronized void recall(Map<Long, Long> saved) {
    calls.clear();
    calls.putAll(saved);
    unsaved.forEach((bucket, more) -> calls.merge(bucket, more, Long::sum));
    forgetOld();
  }

  /// Hands out what is to be saved; whoever takes it gives back what could not be.
  synchronized Map<Long, Long> takeUnsaved() {
    Map<Long, Long> taken = Map.copyOf(unsaved);
    unsaved.clear();
    return taken;
  }

  synchronized void giveBack(long bucket, long count) {
    unsaved.merge(bucket, count, Long::sum);
  }

  /// Another hub may have made calls too: the saved total counts if it is higher.
  synchronized void saved(long bucket, long total) {
    calls.merge(bucket, total, Math::max);
  }

  /// How long a bucket matters.
  Duration keptFor() {
    return Duration.ofSeconds((bucketsKept + 1) * bucketSeconds);
  }

  private long bucket() {
    return Math.floorDiv(clock.instant().getEpochSecond(), bucketSeconds);
  }

  private void forgetOld() {
    calls.headMap(bucket() - bucketsKept, true).clear();
  }
}
