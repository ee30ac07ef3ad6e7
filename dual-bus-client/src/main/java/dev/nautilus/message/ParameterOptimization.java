package dev.nautilus.message;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// The outcome of searching for good parameters, with how much of it may be luck.
///
/// @param studyId unique
/// @param strategy what was tuned
/// @param method how the search went (`grid`, `random`, `walk_forward`)
/// @param objective the measure sought to be high
/// @param trials how many combinations were tried, all told; 1 or more
/// @param best the best ones, best first
/// @param deflatedSharpe probability that the best is better than luck, in [0, 1]; missing when
///   undefined
/// @param overfitting probability of back-test overfitting, in [0, 1]; missing when undefined
public record ParameterOptimization(
    String studyId,
    String strategy,
    String method,
    String objective,
    int trials,
    List<Trial> best,
    OptionalDouble deflatedSharpe,
    OptionalDouble overfitting) {

  /// One combination.
  ///
  /// @param parameters by name
  /// @param score of the objective; missing when undefined
  public record Trial(Map<String, Double> parameters, OptionalDouble score) {
    public Trial {
      parameters.forEach((name, value) -> Guard.finite(value, name));
      parameters = Guard.sorted(parameters);
      Guard.finite(score, "score");
    }
  }

  public ParameterOptimization {
    Guard.text(studyId, "studyId");
    Guard.text(strategy, "strategy");
    Guard.text(method, "method");
    Guard.text(objective, "objective");
    Guard.positive(trials, "trials");
    best = List.copyOf(best);
    Guard.fraction(deflatedSharpe, "deflatedSharpe");
    Guard.fraction(overfitting, "overfitting");
  }
}
