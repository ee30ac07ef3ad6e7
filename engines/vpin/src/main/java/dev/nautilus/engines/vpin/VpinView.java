package dev.nautilus.engines.vpin;

import dev.nautilus.engines.vpin.method.DailyVpin;
import dev.nautilus.message.VpinCalculation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param series by symbol
record VpinView(Map<String, Series> series) {
  VpinView {
    series = Collections.unmodifiableMap(new TreeMap<>(series));
  }

  /// One instrument.
  ///
  /// @param bucketVolume size of the buckets to come; missing until the average volume is known
  /// @param sigma of price changes, in price units; missing until enough days are complete
  /// @param buckets full ones since the series began
  /// @param waiting bars that wait for sigma or bucket size
  /// @param late trades and bars of intervals that were over when they came
  /// @param outside trades and bars outside session hours
  /// @param dropped bars given up because too many waited
  /// @param newest the newest buckets, oldest first
  /// @param days daily means over those buckets, oldest first
  record Series(
      String symbol,
      OptionalDouble bucketVolume,
      OptionalDouble sigma,
      long buckets,
      int waiting,
      long late,
      long outside,
      long dropped,
      List<VpinCalculation> newest,
      List<DailyVpin> days) {
    Series {
      newest = List.copyOf(newest);
      days = List.copyOf(days);
    }
  }
}
