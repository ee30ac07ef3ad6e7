package dev.nautilus.engine.flow;

import dev.nautilus.message.Bar;
import dev.nautilus.message.Trade;
import java.time.Instant;
import java.util.List;

/// What is known of the flow in one instrument. Confined to the engine thread.
///
/// @param <R> what there is to say of a volume bucket that is full
public interface FlowSeries<R> {
  /// Learns a complete day's volume.
  void day(Bar day);

  /// Takes in a complete bar of the interval that is classified as one.
  ///
  /// @return the buckets that it filled, oldest first
  List<R> bar(Bar bar);

  /// Takes in a trade, unless it came before.
  List<R> trade(Trade trade);

  /// Lets time pass: ends an interval whose last trades have had time to come.
  List<R> time(Instant now);
}
