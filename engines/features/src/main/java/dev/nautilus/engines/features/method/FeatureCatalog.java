package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every measure this engine knows, by name.
public final class FeatureCatalog {

  private final Map<String, Measure<Candle>> candleMeasures = new TreeMap<>();
  private final Map<String, Measure<TopOfBook>> bookMeasures = new TreeMap<>();
  private final Map<String, Measure<TapeTrade>> tradeMeasures = new TreeMap<>();

  private FeatureCatalog() {
    Stream.of(
            AverageMeasures.all(),
            AdaptiveMeasures.all(),
            MomentumMeasures.all(),
            OscillatorMeasures.all(),
            SmoothedMomentumMeasures.all(),
            DirectionMeasures.all(),
            TrendMeasures.all(),
            StopMeasures.all(),
            BandMeasures.all(),
            ChannelMeasures.all(),
            VolumeMeasures.all(),
            PriceMeasures.all(),
            StatisticMeasures.all(),
            VolatilityMeasures.all(),
            LiquidityMeasures.all())
        .flatMap(List::stream)
        .forEach(measure -> add(candleMeasures, measure));
    BookMeasures.all().forEach(measure -> add(bookMeasures, measure));
    TradeMeasures.all().forEach(measure -> add(tradeMeasures, measure));
  }

  public static FeatureCatalog standard() {
    return new FeatureCatalog();
  }

  /// All definitions, sorted by name: candle features, then those of quotes, then those of trades.
  public List<FeatureDefinition> definitions() {
    return Stream.of(candleMeasures, bookMeasures, tradeMeasures)
        .flatMap(measures -> measures.values().stream())
        .map(Measure::definition)
        .toList();
  }

  /// What a measure is.
  ///
  /// @throws IllegalArgumentException if no measure has that name
  public FeatureDefinition definition(String name) {
    return measure(name).definition();
  }

  /// Reads an id, fills in published parameters and checks every one.
  ///
  /// @throws IllegalArgumentException if the form, name, number or stream does not fit
  public FeatureId parse(String text) {
    FeatureId raw = FeatureId.read(text);
    FeatureDefinition definition = definition(raw.name());
    List<FeatureParameter> expected = definition.parameters();
    if (raw.params().size() > expected.size()) {
      throw new IllegalArgumentException(
          "%s must have at most %d parameters %s, was '%s'"
              .formatted(raw.name(), expected.size(), names(expected), text));
    }
    if (FeatureInput.of(raw.spec()) != definition.input()) {
      throw new IllegalArgumentException(
          "%s must be fed with %s, was '%s'"
              .formatted(raw.name(), definition.input().words(), text));
    }
    List<Double> params = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      FeatureParameter parameter = expected.get(i);
      double value = i < raw.params().size() ? raw.params().get(i) : parameter.published();
      parameter.check(raw.name(), value);
      params.add(value);
    }
    return new FeatureId(raw.name(), params, raw.spec());
  }

  /// A fresh feature over candles.
  ///
  /// @throws IllegalArgumentException if the id is not one of a candle feature
  public Feature<Candle> candleFeature(String text) {
    FeatureId id = parse(text);
    Measure<Candle> measure = candleMeasures.get(id.name());
    if (measure == null) {
      throw new IllegalArgumentException("feature must be fed with candles, was '" + text + "'");
    }
    return new Feature<>(id, measure, Candle::startedAt);
  }

  /// A fresh feature over top-of-book updates.
  ///
  /// @throws IllegalArgumentException if the id is not one of a quote feature
  public Feature<TopOfBook> bookFeature(String text) {
    FeatureId id = parse(text);
    Measure<TopOfBook> measure = bookMeasures.get(id.name());
    if (measure == null) {
      throw new IllegalArgumentException("feature must be fed with quotes, was '" + text + "'");
    }
    return new Feature<>(id, measure, TopOfBook::observedAt);
  }

  /// A fresh feature over trades.
  ///
  /// @throws IllegalArgumentException if the id is not one of a trade feature
  public Feature<TapeTrade> tradeFeature(String text) {
    FeatureId id = parse(text);
    Measure<TapeTrade> measure = tradeMeasures.get(id.name());
    if (measure == null) {
      throw new IllegalArgumentException("feature must be fed with trades, was '" + text + "'");
    }
    return new Feature<>(id, measure, TapeTrade::observedAt);
  }

  /// A checked set of features with its hash.
  ///
  /// @throws IllegalArgumentException if it is empty or an id is wrong
  public FeatureSet set(String name, int version, List<String> ids) {
    if (name.isBlank() || version < 1 || ids.isEmpty()) {
      throw new IllegalArgumentException(
          "a set must have a name, a version of at least 1 and a feature, was '%s' %d %s"
              .formatted(name, version, ids));
    }
    Set<FeatureId> features = new LinkedHashSet<>();
    ids.forEach(id -> features.add(parse(id)));
    List<String> lines =
        features.stream()
            .map(id -> id.text() + "#" + definition(id.name()).methodVersion())
            .toList();
    return new FeatureSet(name, version, List.copyOf(features), FeatureSet.hashOf(lines));
  }

  private Measure<?> measure(String name) {
    Measure<?> measure = find(name);
    if (measure == null) {
      throw new IllegalArgumentException(
          "feature must be one of the catalogue, was '" + name + "'");
    }
    return measure;
  }

  private @Nullable Measure<?> find(String name) {
    return Stream.of(candleMeasures, bookMeasures, tradeMeasures)
        .<@Nullable Measure<?>>map(measures -> measures.get(name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private <I> void add(Map<String, Measure<I>> measures, Measure<I> measure) {
    String name = measure.definition().name();
    if (find(name) != null) {
      throw new IllegalStateException("two measures are named " + name);
    }
    measures.put(name, measure);
  }

  private static List<String> names(List<FeatureParameter> parameters) {
    return parameters.stream().map(FeatureParameter::name).toList();
  }
}
