package dev.nautilus.bench;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/// One row of the report: a contender in a scenario, over all rounds.
///
/// @param candidate who
/// @param scenario in what
/// @param results of the whole run, for what others did in the same rounds
/// @param outcomes its own, one per round; at least one
record Comparison(
    Candidate candidate, Scenario scenario, BusResults results, List<Outcome> outcomes) {

  /// The rows of a scenario; contenders that were not measured have none.
  static List<Comparison> of(BusResults results, Scenario scenario) {
    List<Comparison> rows = new ArrayList<>();
    for (Candidate candidate : Candidate.values()) {
      List<Outcome> outcomes = results.find(candidate, scenario);
      if (!outcomes.isEmpty()) {
        rows.add(new Comparison(candidate, scenario, results, outcomes));
      }
    }
    return rows;
  }

  /// Whether it took another scenario because it cannot do this one.
  boolean onStreamsInstead() {
    return !candidate.runs(scenario);
  }

  double median(ToDoubleFunction<Outcome> value) {
    return Statistics.median(outcomes.stream().map(value::applyAsDouble).toList()).orElseThrow();
  }

  double least(ToDoubleFunction<Outcome> value) {
    return outcomes.stream().mapToDouble(value).min().orElseThrow();
  }

  double most(ToDoubleFunction<Outcome> value) {
    return outcomes.stream().mapToDouble(value).max().orElseThrow();
  }

  /// Its message rate divided by another's in the same round, the median over the rounds.
  OptionalDouble ratioTo(Candidate other) {
    List<Double> own = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (BusResults.Round round : results.rounds()) {
      var mine = round.find(candidate, scenario);
      var theirs = round.find(other, scenario);
      if (mine.isPresent() && theirs.isPresent()) {
        own.add(mine.get().messageRate());
        others.add(theirs.get().messageRate());
      }
    }
    return Statistics.medianRatio(own, others);
  }

  /// A percentile of latency in milliseconds, the median over the rounds.
  double latencyMillis(double percentile) {
    return median(
        outcome -> Statistics.millis(Objects.requireNonNull(outcome.latency()), percentile));
  }

  /// The latencies of all rounds together.
  Histogram latencies() {
    return Statistics.merged(
        outcomes.stream().map(outcome -> Objects.requireNonNull(outcome.latency())).toList());
  }

  /// Whether it kept up with the steady rate in every round.
  boolean keptUp() {
    return outcomes.stream().allMatch(Outcome::keptUp);
  }
}
