package dev.nautilus.bus.testkit;

import dev.nautilus.bus.BusStatistics;
import java.util.concurrent.atomic.LongAdder;

/// What went over one bus of one client. Duplicates, gaps and reconnects cannot happen in memory
/// and stay 0.
final class Counts {
  final LongAdder published = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder lateReplies = new LongAdder();
  final LongAdder retried = new LongAdder();
  final LongAdder deadLettered = new LongAdder();

  BusStatistics snapshot() {
    return new BusStatistics(
        published.sum(),
        delivered.sum(),
        failed.sum(),
        0,
        0,
        refused.sum(),
        lateReplies.sum(),
        0,
        retried.sum(),
        deadLettered.sum());
  }
}
