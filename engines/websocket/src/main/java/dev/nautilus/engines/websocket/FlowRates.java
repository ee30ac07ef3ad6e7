package dev.nautilus.engines.websocket;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/// Counts that only grow, as rates between two looks. One thread at a time.
final class FlowRates {
  private static final double NANOS = 1e9;

  private final LongSupplier ticker;
  private final Map<String, Seen> before = new HashMap<>();

  private record Seen(long count, long atNanos) {}

  /// @param ticker nanoseconds that only grow
  FlowRates(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /// How fast a count grew since the last look, per second.
  ///
  /// @param flow whose count it is
  /// @param count as it is now
  /// @return empty at the first look, and at the first after whoever counts was started anew
  OptionalDouble perSecond(String flow, long count) {
    Seen now = new Seen(count, ticker.getAsLong());
    Seen last = before.put(flow, now);
    if (last == null || now.count() < last.count() || now.atNanos() <= last.atNanos()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        (now.count() - last.count()) * NANOS / (now.atNanos() - last.atNanos()));
  }
}
