package dev.nautilus.hub.history;

import dev.nautilus.hub.desk.Efficiency;
import dev.nautilus.hub.desk.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/// Counts requests from one interval's end to the next. Each request is in one interval. Any
/// thread.
final class IntervalCount {
  private final LongAdder served = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder called = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private Instant begun;

  IntervalCount(Instant start) {
    this.begun = start;
  }

  /// @param took nanoseconds from the question to the answer
  void add(Outcome outcome, long took) {
    switch (outcome) {
      case SERVED -> served.increment();
      case STALE -> {
        served.increment();
        stale.increment();
      }
      case CALLED -> called.increment();
      case REFUSED -> {
        refused.increment();
        return;
      }
    }
    nanos.add(took);
  }

  /// Ends an interval and begins the next.
  synchronized HistoryRow.Interval end(Instant now) {
    long servedNow = served.sumThenReset();
    long calledNow = called.sumThenReset();
    Instant start = begun;
    begun = now;
    return new HistoryRow.Interval(
        now,
        Duration.between(start, now),
        servedNow,
        stale.sumThenReset(),
        calledNow,
        refused.sumThenReset(),
        Efficiency.callsSaved(servedNow, calledNow),
        Duration.ofNanos(nanos.sumThenReset()));
  }
}
