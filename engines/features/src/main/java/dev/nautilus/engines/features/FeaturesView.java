package dev.nautilus.engines.features;

import dev.nautilus.message.FeatureVector;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param streams by symbol, then by interval
/// @param sets the sets it computes, `standard` first
record FeaturesView(Map<String, Map<String, Stream>> streams, List<SetView> sets) {
  FeaturesView {
    streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    sets = List.copyOf(sets);
  }

  /// One instrument and interval.
  ///
  /// @param bars how many are kept
  /// @param gaps how often bars were missing between two of the same day
  /// @param lastGapFrom start of the first bar missing in the newest gap
  /// @param ignored bars and corrections that came too late
  /// @param newest the newest vector of each set, by the set's name
  record Stream(
      String symbol,
      String spec,
      int bars,
      long gaps,
      @Nullable Instant lastGapFrom,
      long ignored,
      Map<String, FeatureVector> newest) {
    Stream {
      newest = Collections.unmodifiableMap(new LinkedHashMap<>(newest));
    }
  }

  /// A set of features.
  ///
  /// @param hash equal hash, equal numbers
  /// @param features full ids, published parameters filled in
  record SetView(String name, int version, String hash, List<String> features) {
    SetView {
      features = List.copyOf(features);
    }
  }
}
