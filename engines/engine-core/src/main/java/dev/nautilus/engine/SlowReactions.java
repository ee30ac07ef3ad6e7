package dev.nautilus.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log which reactions are slow, at most once a minute for each type: an engine that is
/// slow on every quote would fill a disk. Confined to the engine thread.
final class SlowReactions {
  private static final Logger log = LoggerFactory.getLogger(SlowReactions.class);
  private static final long EVERY = TimeUnit.MINUTES.toNanos(1);

  private final Map<String, Unsaid> byType = new HashMap<>();

  private static final class Unsaid {
    private long times;
    private long longestNanos;
    private long dueNanos;

    Unsaid(long dueNanos) {
      this.dueNanos = dueNanos;
    }
  }

  /// A reaction was slow.
  ///
  /// @param of what it reacted to
  /// @param nanos how long it took
  /// @param nowNanos ticker reading now
  /// @return how many the log has now been told of; 0 when it will be told later
  long note(String of, long nanos, long nowNanos) {
    Unsaid unsaid = byType.computeIfAbsent(of, type -> new Unsaid(nowNanos));
    unsaid.times++;
    unsaid.longestNanos = Math.max(unsaid.longestNanos, nanos);
    if (nowNanos - unsaid.dueNanos < 0) {
      return 0;
    }
    long times = unsaid.times;
    log.warn(
        "slow reactions to {}: {}, the longest took {} ms, and an alert may have waited that long",
        of,
        times,
        TimeUnit.NANOSECONDS.toMillis(unsaid.longestNanos));
    unsaid.times = 0;
    unsaid.longestNanos = 0;
    unsaid.dueNanos = nowNanos + EVERY;
    return times;
  }
}
