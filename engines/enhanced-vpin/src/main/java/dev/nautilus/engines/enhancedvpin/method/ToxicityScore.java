package dev.nautilus.engines.enhancedvpin.method;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One score from the percentiles of several measures: the logistic of their weighted log-odds. All
/// at 0.99 give 0.99, all at a half a half. A fraction in [0, 1].
///
/// The weights are positive, sum to 1 and are calibrated as buckets come: each bucket's score is
/// held against where the price change of the bucket after it stands among such changes, and weight
/// moves to the measures that saw it coming, by exponentiated gradient. A measure that is not known
/// lends its weight to the others and gets it back as it was: only what was known wins or loses.
///
/// **Undefined** (`NaN`) while no measure is known.
///
/// **Source** logarithmic opinion pool: Genest & Zidek (1986), Statistical Science 1(1); weights:
/// Kivinen & Warmuth (1997), Information and Computation 132(1); those not known: the specialists
/// of Freund, Schapire, Singer & Warmuth (1997), STOC.
public final class ToxicityScore {
  /// Percentiles of 0 and 1 have no odds; a history of a thousand knows no finer ones.
  private static final double EDGE = 1e-3;

  private static final double LEAST_WEIGHT = 0.01;

  private final double rate;
  private final TreeMap<String, Double> weights = new TreeMap<>();

  /// Equal weights.
  ///
  /// @param measures names, each once
  /// @param rate how fast weights move, 0 or more
  public ToxicityScore(List<String> measures, double rate) {
    if (measures.isEmpty() || !(rate >= 0)) {
      throw new IllegalArgumentException(
          "measures must be one or more and rate 0 or more, were " + measures + ", " + rate);
    }
    this.rate = rate;
    measures.forEach(measure -> weights.put(measure, 1.0 / measures.size()));
  }

  /// The score.
  ///
  /// @param percentiles by measure, in [0, 1]; those not known are left out
  public double of(Map<String, Double> percentiles) {
    double odds = 0;
    double weight = 0;
    for (Map.Entry<String, Double> known : percentiles.entrySet()) {
      double share = weights.getOrDefault(known.getKey(), 0.0);
      odds += share * odds(known.getValue());
      weight += share;
    }
    return weight > 0 ? logistic(odds / weight) : Double.NaN;
  }

  /// Share of the weight on measures that are known, in [0, 1].
  public double known(Map<String, Double> percentiles) {
    double weight = 0;
    for (String measure : percentiles.keySet()) {
      weight += weights.getOrDefault(measure, 0.0);
    }
    return Math.min(1, weight);
  }

  /// Learns what followed.
  ///
  /// @param percentiles that the score was made of
  /// @param outcome where the next price change stood among such changes, in [0, 1]
  public void learn(Map<String, Double> percentiles, double outcome) {
    double score = of(percentiles);
    if (Double.isNaN(score) || Double.isNaN(outcome)) {
      return;
    }
    Map<String, Double> awake = new TreeMap<>(weights);
    awake.keySet().retainAll(percentiles.keySet());
    double before = sum(awake);
    awake.replaceAll(
        (name, weight) -> {
          double step = rate * (outcome - score) * odds(percentiles.getOrDefault(name, 0.5));
          return weight * Math.exp(step);
        });
    double after = sum(awake);
    awake.forEach((name, weight) -> weights.put(name, weight * before / after));
    weights.replaceAll((_, weight) -> Math.max(LEAST_WEIGHT, weight));
    double bounded = sum(weights);
    weights.replaceAll((_, weight) -> weight / bounded);
  }

  private static double sum(Map<String, Double> weights) {
    return weights.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double odds(double percentile) {
    double bounded = Math.clamp(percentile, EDGE, 1 - EDGE);
    return Math.log(bounded / (1 - bounded));
  }

  private static double logistic(double odds) {
    return 1 / (1 + Math.exp(-odds));
  }

  /// Weight of each measure; they sum to 1. What to go on from.
  public Map<String, Double> weights() {
    return Collections.unmodifiableMap(new TreeMap<>(weights));
  }

  /// Goes on from weights of the same measures.
  public ToxicityScore restore(Map<String, Double> state) {
    weights.putAll(state);
    return this;
  }
}
