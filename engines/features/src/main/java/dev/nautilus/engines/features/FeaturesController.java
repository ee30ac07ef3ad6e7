package dev.nautilus.engines.features;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engines.features.method.FeatureCatalog;
import dev.nautilus.engines.features.method.FeatureDefinition;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.FeatureVector;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the features engine. Reads the view; changes go through the engine thread.
@RestController
@RequestMapping("/api/v1")
class FeaturesController {
  private final RunningEngine engine;
  private final FeatureCatalog catalog;
  private final FeatureBook book;

  FeaturesController(RunningEngine engine, FeatureCatalog catalog, FeatureBook book) {
    this.engine = engine;
    this.catalog = catalog;
    this.book = book;
  }

  /// @param barStart first instant of the bar the values rest on
  /// @param set name, version and hash in one: `standard/1/ab12...`
  /// @param revision how often the values of this bar were corrected
  /// @param ready how many features are ready, of all
  /// @param gaps how often bars were missing since the engine started
  record Reply(
      String symbol,
      String spec,
      Instant barStart,
      String set,
      int revision,
      boolean simulated,
      long ready,
      long gaps,
      List<Value> features) {}

  /// @param value null while not ready, and where the feature is undefined
  /// @param lookback inputs it needs before its first value
  record Value(String name, @Nullable Double value, boolean ready, int lookback) {}

  /// @param name 1 to 40 of a-z, 0-9, _ and -
  /// @param version 1 or more; higher than before to replace a set
  /// @param features `rsi(14)@1m`, or `rsi(14)` for each interval
  record SetRequest(
      @Nullable String name, @Nullable Integer version, @Nullable List<String> features) {}

  /// The newest values of a symbol.
  ///
  /// @param spec interval of the bars; the first configured one unless given
  @GetMapping("/features/{symbol}")
  Reply features(
      @PathVariable String symbol,
      @RequestParam(required = false) @Nullable String spec,
      @RequestParam(defaultValue = FeatureSets.STANDARD) String set) {
    FeaturesView view = view();
    Map<String, FeaturesView.Stream> specs =
        find("symbol", symbol, view.streams(), view.streams().keySet());
    String interval = spec == null ? specs.keySet().iterator().next() : valid(spec);
    FeaturesView.Stream stream = find("spec", interval, specs, specs.keySet());
    List<String> sets = view.sets().stream().map(FeaturesView.SetView::name).toList();
    if (!sets.contains(set)) {
      throw EngineException.unknown("set", set, sets);
    }
    FeatureVector newest = stream.newest().get(set);
    if (newest == null) {
      throw EngineException.unavailable("no bar of " + symbol + " " + interval + " has come yet");
    }
    return reply(newest, stream.gaps());
  }

  /// What is computed, for whom.
  @GetMapping("/features")
  Map<String, Collection<String>> symbols() {
    Map<String, Collection<String>> specs = new java.util.TreeMap<>();
    view().streams().forEach((symbol, streams) -> specs.put(symbol, streams.keySet()));
    return specs;
  }

  /// Every feature there is, with its definition, unit, source and parameters.
  @GetMapping("/catalog")
  List<FeatureDefinition> catalog() {
    return catalog.definitions();
  }

  /// The sets that are computed.
  @GetMapping("/sets")
  List<FeaturesView.SetView> sets() {
    return view().sets();
  }

  /// Defines a set, or a newer version of one.
  @PostMapping("/sets")
  @ResponseStatus(HttpStatus.CREATED)
  CompletionStage<FeaturesView.SetView> define(@RequestBody SetRequest request) {
    String name = request.name();
    Integer version = request.version();
    List<String> features = request.features();
    if (name == null || version == null || features == null) {
      throw EngineException.invalid(
          "a set must have name, version and features, was "
              + "{\"name\": %s, \"version\": %s, \"features\": %s}"
                  .formatted(name, version, features));
    }
    return engine.ask(outbox -> book.define(name, version, features, outbox));
  }

  private FeaturesView view() {
    return engine.view(FeaturesView.class);
  }

  private static String valid(String spec) {
    try {
      return BarSpec.of(spec).code();
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static <V> V find(
      String kind, String name, Map<String, V> from, Collection<String> known) {
    V found = from.get(name);
    if (found == null) {
      throw EngineException.unknown(kind, name, known);
    }
    return found;
  }

  private static Reply reply(FeatureVector vector, long gaps) {
    List<Value> values =
        vector.entries().stream()
            .map(
                entry ->
                    new Value(
                        entry.name(),
                        entry.value().isPresent() ? entry.value().getAsDouble() : null,
                        entry.ready(),
                        entry.lookback()))
            .toList();
    return new Reply(
        vector.instrument().value(),
        vector.barSpec().code(),
        vector.barStart(),
        vector.setName() + "/" + vector.setVersion() + "/" + vector.setHash(),
        vector.revision(),
        vector.simulated(),
        values.stream().filter(Value::ready).count(),
        gaps,
        values);
  }
}
