package dev.nautilus.engines.features;

import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engines.features.method.Candle;
import dev.nautilus.engines.features.method.Feature;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.engines.features.method.FeatureId;
import dev.nautilus.engines.features.method.FeatureInput;
import dev.nautilus.engines.features.method.FeatureSet;
import dev.nautilus.engines.features.method.FeatureState;
import dev.nautilus.message.FeatureVector.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The bar features of one set on one stream of bars, twice: `live` has seen every bar, `settled`
/// only those that can no longer change. A correction takes `live` back to `settled`; the bars in
/// between are then fed again. That gives the same bits as if the corrected bars had come in order.
final class CandleRun {
  private final FeatureSet set;
  private final List<FeatureId> wanted = new ArrayList<>();
  private final Map<FeatureId, Feature<Candle>> live = new HashMap<>();
  private final Map<FeatureId, Feature<Candle>> settled = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  CandleRun(FeatureSet set, FeatureCatalog catalog, String spec) {
    this.set = set;
    for (FeatureId id : set.features()) {
      if (catalog.definition(id.name()).input() != FeatureInput.CANDLE) {
        wanted.add(id);
      } else if (id.spec().equals(spec)) {
        wanted.add(id);
        live.put(id, catalog.candleFeature(id.text()));
        settled.put(id, catalog.candleFeature(id.text()));
      }
    }
  }

  FeatureSet set() {
    return set;
  }

  /// Features of the set on this stream of bars, on quotes and on trades, in the order of the set.
  List<FeatureId> wanted() {
    return wanted;
  }

  void update(Candle candle) {
    live.values().forEach(feature -> feature.update(candle));
  }

  void settle(Candle candle) {
    settled.values().forEach(feature -> feature.update(candle));
  }

  void rewind() {
    live.forEach((id, feature) -> feature.restore(settledState(id)));
  }

  private FeatureState settledState(FeatureId id) {
    Feature<Candle> feature = settled.get(id);
    if (feature == null) {
      throw new IllegalStateException("every live feature has a settled one, missing " + id);
    }
    return feature.state();
  }

  void write(StateOutput out) {
    StoredFeatures.write(out, live);
    StoredFeatures.write(out, settled);
    StoredFeatures.writeNames(out, seen);
  }

  void read(StateInput in) {
    StoredFeatures.read(in, live);
    StoredFeatures.read(in, settled);
    seen.clear();
    seen.addAll(in.all(StateInput::text));
  }

  /// The entries of every bar feature as of the newest bar fed.
  Map<FeatureId, List<Entry>> entries() {
    Map<FeatureId, List<Entry>> entries = new HashMap<>();
    live.forEach((id, feature) -> entries.put(id, FeatureEntries.now(feature, seen)));
    return entries;
  }
}
