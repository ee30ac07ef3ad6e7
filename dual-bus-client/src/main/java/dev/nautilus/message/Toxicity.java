package dev.nautilus.message;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// How likely the flow is informed, put together from several named measures.
///
/// @param at as of when (UTC)
/// @param score fraction in [0, 1]; missing while warming up
/// @param regime what the score amounts to, with hysteresis
/// @param confidence fraction in [0, 1]
/// @param components what went into the score, each by name (`vpin`, `ivpin`, `ofi`, `kyle_lambda`,
///   `amihud` ...)
/// @param classifier how trades were signed (`aggressor`, `lee_ready`, `bvc` ...)
/// @param disagreement share of volume that classifiers sign differently, in [0, 1]; missing when
///   there is only one
/// @param conflatedShare share of volume that came in conflated trades, in [0, 1]
/// @param simulated true when any input does not come from a real market
public record Toxicity(
    InstrumentId instrument,
    Instant at,
    OptionalDouble score,
    Regime regime,
    double confidence,
    List<Component> components,
    String classifier,
    OptionalDouble disagreement,
    double conflatedShare,
    boolean simulated) {

  /// What a score amounts to.
  public enum Regime {
    /// Nothing unusual.
    CALM,
    /// More one-sided than usual.
    ELEVATED,
    /// Market makers should stand back.
    TOXIC
  }

  /// One measure in the score.
  ///
  /// @param value in the measure's own unit; missing while warming up
  /// @param percentile of the value in its own history, in [0, 1]; missing like `value`
  /// @param weight in the score
  public record Component(
      String name, OptionalDouble value, OptionalDouble percentile, double weight) {
    public Component {
      Guard.text(name, "name");
      Guard.finite(value, name);
      Guard.fraction(percentile, "percentile");
      Guard.finite(weight, "weight");
    }
  }

  public Toxicity {
    Guard.fraction(score, "score");
    Guard.fraction(confidence, "confidence");
    components = List.copyOf(components);
    Guard.text(classifier, "classifier");
    Guard.fraction(disagreement, "disagreement");
    Guard.fraction(conflatedShare, "conflatedShare");
  }
}
