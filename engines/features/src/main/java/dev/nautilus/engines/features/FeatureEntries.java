package dev.nautilus.engines.features;

import dev.nautilus.engines.features.method.Feature;
import dev.nautilus.engines.features.method.FeatureId;
import dev.nautilus.message.FeatureVector.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// A feature as entries of a vector, one for each output: `macd(12,26,9)@1m`, then
/// `macd(12,26,9).signal@1m` ...
final class FeatureEntries {
  private FeatureEntries() {}

  /// The entries as of now.
  ///
  /// @param seen side outputs that have had a value, added to here: a signal line warms up longer
  ///   than its main line, whose lookback is the feature's
  static List<Entry> now(Feature<?> feature, Set<String> seen) {
    List<Entry> entries = new ArrayList<>();
    List<String> outputs = feature.definition().outputs();
    for (String output : outputs) {
      boolean main = output.equals(outputs.getFirst());
      String name = name(feature.id(), output, main);
      OptionalDouble value = feature.ready() ? feature.value(output) : OptionalDouble.empty();
      if (value.isPresent()) {
        seen.add(name);
      }
      boolean ready = feature.ready() && (main || seen.contains(name));
      entries.add(new Entry(name, value, ready, feature.lookback()));
    }
    return entries;
  }

  /// The entries of a feature nothing is known of.
  static List<Entry> unready(Feature<?> feature) {
    List<String> outputs = feature.definition().outputs();
    return outputs.stream()
        .map(output -> name(feature.id(), output, output.equals(outputs.getFirst())))
        .map(name -> new Entry(name, OptionalDouble.empty(), false, feature.lookback()))
        .toList();
  }

  private static String name(FeatureId id, String output, boolean main) {
    return main ? id.text() : id.call() + "." + output + "@" + id.spec();
  }
}
