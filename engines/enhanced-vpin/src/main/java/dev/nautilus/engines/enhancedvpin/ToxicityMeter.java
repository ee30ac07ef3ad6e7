package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engines.enhancedvpin.method.Regimes;
import dev.nautilus.engines.enhancedvpin.method.ToxicityScore;
import dev.nautilus.message.Toxicity;
import dev.nautilus.quant.flow.PercentileHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Puts the measures of one instrument into one score, and learns from each bucket what the one
/// before had foretold. Confined to the engine thread.
final class ToxicityMeter {
  /// Buckets after which the histories are long enough to be trusted: five days of the clock.
  private static final double TRUSTED_DAYS = 5;

  private final EnhancedVpinProperties properties;
  private final Regimes regimes;
  private final TreeMap<String, PercentileHistory> histories = new TreeMap<>();
  private final ToxicityScore score;
  private PercentileHistory moves;
  private Map<String, Double> told = Map.of();
  private double price = Double.NaN;
  private Regimes.Level level = Regimes.Level.CALM;
  private long buckets;

  ToxicityMeter(EnhancedVpinProperties properties, List<String> weighted) {
    this.properties = properties;
    regimes = properties.levels();
    moves = history();
    score = new ToxicityScore(weighted, properties.learningRate());
  }

  /// One measure as of a bucket.
  ///
  /// @param value in its own unit; `NaN` while not known
  /// @param percentile where its owner keeps a history of it; `NaN` to have one kept here
  record Measure(String name, double value, double percentile) {
    /// A measure whose history is kept here.
    static Measure of(String name, double value) {
      return new Measure(name, value, Double.NaN);
    }
  }

  /// What the meter says of a bucket.
  ///
  /// @param score in [0, 1]; `NaN` while no measure is known
  /// @param before regime before this bucket
  record Verdict(
      double score,
      double confidence,
      Regimes.Level before,
      Regimes.Level level,
      List<Toxicity.Component> components) {
    Verdict {
      components = List.copyOf(components);
    }
  }

  /// What to go on from.
  ///
  /// @param told percentiles of the bucket before
  /// @param price when that bucket was full
  record State(
      Map<String, PercentileHistory.State> histories,
      PercentileHistory.State moves,
      Map<String, Double> weights,
      Map<String, Double> told,
      double price,
      Regimes.Level level,
      long buckets) {
    State {
      histories = Collections.unmodifiableMap(new TreeMap<>(histories));
      told = Collections.unmodifiableMap(new TreeMap<>(told));
      weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }
  }

  /// Weighs the measures of a bucket that is full.
  ///
  /// @param closing price when it was full
  Verdict weigh(List<Measure> measures, double closing) {
    learn(closing);
    Map<String, Double> weights = score.weights();
    Map<String, Double> percentiles = new TreeMap<>();
    List<Toxicity.Component> components = new ArrayList<>();
    for (Measure measure : measures) {
      double weight = weights.getOrDefault(measure.name(), 0.0);
      double percentile = percentile(measure);
      if (weight > 0 && !Double.isNaN(percentile)) {
        percentiles.put(measure.name(), percentile);
      }
      components.add(
          new Toxicity.Component(
              measure.name(), known(measure.value()), known(percentile), weight));
    }
    double value = score.of(percentiles);
    Regimes.Level before = level;
    level = regimes.after(before, value);
    told = percentiles;
    buckets++;
    double trust = Math.min(1, buckets / (TRUSTED_DAYS * properties.clock()));
    return new Verdict(value, score.known(percentiles) * trust, before, level, components);
  }

  private void learn(double closing) {
    double move = Math.abs(closing - price);
    price = closing;
    if (!Double.isNaN(move)) {
      score.learn(told, moves.percentile(move));
      moves.add(move);
    }
  }

  private double percentile(Measure measure) {
    if (Double.isNaN(measure.value())) {
      return Double.NaN;
    }
    if (!Double.isNaN(measure.percentile())) {
      return measure.percentile();
    }
    PercentileHistory history = histories.computeIfAbsent(measure.name(), _ -> history());
    double percentile = history.percentile(Math.abs(measure.value()));
    history.add(Math.abs(measure.value()));
    return percentile;
  }

  private PercentileHistory history() {
    return properties.history(properties.clock());
  }

  static OptionalDouble known(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  State state() {
    Map<String, PercentileHistory.State> states = new TreeMap<>();
    histories.forEach((name, history) -> states.put(name, history.state()));
    return new State(states, moves.state(), score.weights(), told, price, level, buckets);
  }

  ToxicityMeter restore(State state) {
    state.histories().forEach((name, history) -> histories.put(name, history().from(history)));
    moves = history().from(state.moves());
    score.restore(state.weights());
    told = state.told();
    price = state.price();
    level = state.level();
    buckets = state.buckets();
    return this;
  }
}
