package dev.nautilus.engines.features;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.features.method.Feature;
import dev.nautilus.engines.features.method.FeatureId;
import dev.nautilus.engines.features.method.FeatureState;
import dev.nautilus.message.FeatureVector.Entry;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// How features and their values lie in the engine's state.
final class StoredFeatures {
  private StoredFeatures() {}

  /// Writes features in the order of their names.
  static void write(StateOutput out, Map<FeatureId, ? extends Feature<?>> features) {
    List<? extends Feature<?>> sorted =
        features.values().stream().sorted(Comparator.comparing(each -> each.id().text())).toList();
    out.all(sorted, (to, feature) -> write(to, feature.state()));
  }

  private static void write(StateOutput out, FeatureState state) {
    out.text(state.id()).whole(state.methodVersion()).whole(state.updates());
    out.instant(state.lastAt());
    out.all(state.outputs(), StateOutput::real).all(state.memory(), StateOutput::real);
  }

  /// Restores features that are there already.
  static void read(StateInput in, Map<FeatureId, ? extends Feature<?>> features) {
    List<FeatureState> states = in.all(StoredFeatures::state);
    if (states.size() != features.size()) {
      throw new IllegalArgumentException(
          "a state must hold %d features, held %d".formatted(features.size(), states.size()));
    }
    for (FeatureState state : states) {
      features.values().stream()
          .filter(feature -> feature.id().text().equals(state.id()))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("no feature " + state.id() + " is computed here"))
          .restore(state);
    }
  }

  private static FeatureState state(StateInput in) {
    return new FeatureState(
        in.text(),
        Math.toIntExact(in.whole()),
        in.whole(),
        in.instant(),
        in.all(StateInput::real),
        in.all(StateInput::real));
  }

  /// Writes names in alphabetical order.
  static void writeNames(StateOutput out, Collection<String> names) {
    out.all(new TreeSet<>(names), StateOutput::text);
  }

  static void writeEntry(StateOutput out, Entry entry) {
    out.text(entry.name()).real(entry.value()).flag(entry.ready()).whole(entry.lookback());
  }

  static Entry entry(StateInput in) {
    return new Entry(in.text(), in.optionalReal(), in.flag(), Math.toIntExact(in.whole()));
  }
}
