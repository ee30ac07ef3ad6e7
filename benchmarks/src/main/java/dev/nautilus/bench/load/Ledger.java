package dev.nautilus.bench.load;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What one subscriber got of the messages 1, 2, 3 ...: each exactly once and in order, or counted
/// as lost, doubled or out of order. One thread at a time hands in; any thread may ask
/// [#delivered].
final class Ledger {
  private static final long LONGEST = 120_000_000_000L;

  private final LongSupplier nanos;
  private final Histogram latency = new Histogram(LONGEST, 3);
  private final Set<Long> missing = new HashSet<>();
  private final AtomicLong delivered = new AtomicLong();

  private long next = 1;
  private long doubled;
  private long outOfOrder;
  private int stalls;
  private volatile @Nullable Pace pace;
  private volatile long stallNanos;

  Ledger(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// From now on latency is taken, against this pace.
  void measure(Pace planned) {
    this.pace = planned;
  }

  /// Makes the handler stop once, at the next message, as a slow disk or a long garbage collection
  /// would.
  void stallOnce(long durationNanos) {
    stallNanos = durationNanos;
  }

  private void stall() {
    long end = nanos.getAsLong() + stallNanos;
    stallNanos = 0;
    for (long left = end - nanos.getAsLong(); left > 0; left = end - nanos.getAsLong()) {
      LockSupport.parkNanos(left);
    }
    stalls++;
  }

  /// A message came. Allocates nothing while messages come in order.
  void accept(long sequence) {
    if (stallNanos > 0) {
      stall();
    }
    if (sequence == next) {
      next++;
    } else if (sequence > next) {
      for (long skipped = next; skipped < sequence; skipped++) {
        missing.add(skipped);
      }
      next = sequence + 1;
    } else if (missing.remove(sequence)) {
      outOfOrder++;
    } else {
      doubled++;
      return;
    }
    delivered.lazySet(delivered.getPlain() + 1);
    Pace planned = pace;
    if (planned != null && planned.measures(sequence)) {
      long waited = nanos.getAsLong() - planned.intendedNanos(sequence);
      latency.recordValue(Math.clamp(waited, 0, LONGEST));
    }
  }

  /// Different messages so far.
  long delivered() {
    return delivered.get();
  }

  /// Messages that never came.
  ///
  /// @param sent how many were sent
  long lost(long sent) {
    return sent - delivered();
  }

  /// Messages that came again.
  long doubled() {
    return doubled;
  }

  /// Messages that came after a later one.
  long outOfOrder() {
    return outOfOrder;
  }

  /// How often the handler stopped because it was told to.
  int stalls() {
    return stalls;
  }

  /// From the intended send to here; to be read once nothing comes any more.
  Histogram latency() {
    return latency;
  }
}
