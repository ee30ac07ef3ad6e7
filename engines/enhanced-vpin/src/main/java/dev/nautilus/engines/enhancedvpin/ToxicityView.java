package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engines.enhancedvpin.method.InformedArrival;
import dev.nautilus.message.Toxicity;
import dev.nautilus.quant.flow.BookTop;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param series by symbol
record ToxicityView(Map<String, Series> series) {
  ToxicityView {
    series = Collections.unmodifiableMap(new TreeMap<>(series));
  }

  /// One instrument.
  ///
  /// @param bucketVolume size of the clock's buckets to come; missing until the volume is known
  /// @param sigma of price changes, in price units; missing until enough days are complete
  /// @param waiting bars that wait for sigma or bucket size
  /// @param late trades and bars of intervals that were over when they came
  /// @param outside trades and bars outside session hours
  /// @param arrival newest estimate of informed arrival; null before the window is full
  /// @param newest the newest readings, oldest first
  record Series(
      String symbol,
      OptionalDouble bucketVolume,
      OptionalDouble sigma,
      int waiting,
      long late,
      long outside,
      Imbalance imbalance,
      @Nullable InformedArrival arrival,
      List<Toxicity> newest) {
    Series {
      newest = List.copyOf(newest);
    }
  }

  /// Order flow imbalance.
  ///
  /// @param top newest quote with both sides and sizes; null before the first
  /// @param flow sum over the last updates, in size; missing before there are enough
  /// @param impact price change for one more of it
  /// @param explained share of the variance of price changes, in [0, 1]
  record Imbalance(
      @Nullable BookTop top,
      OptionalDouble flow,
      OptionalDouble impact,
      OptionalDouble explained) {}
}
