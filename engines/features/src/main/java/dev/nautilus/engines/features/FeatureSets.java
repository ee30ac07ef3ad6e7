package dev.nautilus.engines.features;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.engines.features.method.FeatureDefinition;
import dev.nautilus.engines.features.method.FeatureId;
import dev.nautilus.engines.features.method.FeatureInput;
import dev.nautilus.engines.features.method.FeatureSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The sets of features the engine computes. Confined to the engine thread.
///
/// Everything a caller can ask for is bounded here: how many sets, how many features in one, and
/// how far back a feature may look.
final class FeatureSets {
  static final String STANDARD = "standard";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
  private static final int MOST_FEATURES = 200;

  private final FeatureCatalog catalog;
  private final Map<String, Integer> specs;
  private final int most;
  private final Map<String, FeatureSet> sets = new LinkedHashMap<>();

  FeatureSets(FeatureCatalog catalog, FeaturesProperties properties) {
    this.catalog = catalog;
    specs = properties.specs();
    most = properties.mostSets();
    sets.put(STANDARD, check(STANDARD, 1, properties.features()));
  }

  Collection<FeatureSet> all() {
    return sets.values();
  }

  /// The set that the settings name.
  FeatureSet standard() {
    return sets.values().iterator().next();
  }

  /// The sets that people defined.
  Collection<FeatureSet> defined() {
    return sets.values().stream().filter(set -> !set.name().equals(STANDARD)).toList();
  }

  /// Defines a set, or a newer version of one.
  ///
  /// @param ids `rsi(14)@1m`, or `rsi(14)` for each interval
  /// @return the set; the one that is there already when it is the same
  /// @throws EngineException INVALID, saying what must be different
  FeatureSet define(String name, int version, List<String> ids) {
    if (!NAME.matcher(name).matches() || name.equals(STANDARD)) {
      throw EngineException.invalid(
          "name must be 1 to 40 of a-z, 0-9, _ and -, and not 'standard', was '" + name + "'");
    }
    FeatureSet known = sets.get(name);
    if (known == null && sets.size() >= most) {
      throw EngineException.invalid("there may be at most " + most + " sets, all are taken");
    }
    FeatureSet set;
    try {
      set = check(name, version, ids);
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
    if (known != null && known.version() == version && known.hash().equals(set.hash())) {
      return known;
    }
    if (known != null && known.version() >= version) {
      throw EngineException.invalid(
          "version of %s must be higher than %d, was %d".formatted(name, known.version(), version));
    }
    sets.put(name, set);
    return set;
  }

  private FeatureSet check(String name, int version, List<String> ids) {
    if (ids.isEmpty() || ids.size() > MOST_FEATURES) {
      throw new IllegalArgumentException(
          "a set must have 1 to " + MOST_FEATURES + " features, had " + ids.size());
    }
    List<String> full = new ArrayList<>();
    for (String id : ids) {
      full.addAll(id.contains("@") ? List.of(id) : onEveryStream(id));
    }
    FeatureSet set = catalog.set(name, version, full);
    set.features().forEach(this::checkReach);
    return set;
  }

  private List<String> onEveryStream(String call) {
    String name = call.strip().split("\\(", 2)[0];
    FeatureDefinition definition = catalog.definition(name);
    return definition.input() != FeatureInput.CANDLE
        ? List.of(definition.input().id(call))
        : specs.keySet().stream().map(spec -> call + "@" + spec).toList();
  }

  private void checkReach(FeatureId id) {
    if (catalog.definition(id.name()).input() != FeatureInput.CANDLE) {
      return;
    }
    Integer kept = specs.get(id.spec());
    if (kept == null) {
      throw new IllegalArgumentException(
          "interval must be one of %s, was '%s' in %s".formatted(specs.keySet(), id.spec(), id));
    }
    int lookback = catalog.candleFeature(id.text()).lookback();
    if (lookback >= kept) {
      throw new IllegalArgumentException(
          "%s must look back less than the %d bars kept, needs %d".formatted(id, kept, lookback));
    }
  }
}
