package dev.nautilus.bench.blocker;

import dev.nautilus.bench.Statistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One load with and without the agent, round by round. A round is three processes: without, with,
/// and without again. The outer two are alike, so how far they are apart is the machine's doing and
/// not the agent's: that is the noise.
///
/// @param rounds calls a second of each
record PairedRates(Load load, List<Round> rounds) {
  /// Noise above this hides whatever the agent may cost.
  static final double MOST_NOISE = 0.25;

  PairedRates {
    rounds = List.copyOf(rounds);
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("rates must be of at least one round");
    }
  }

  /// Calls a second, each in a process of its own, in this order.
  ///
  /// @param before without the agent
  /// @param with the agent enforcing
  /// @param after without it again
  record Round(double before, double with, double after) {
    Round {
      if (!(before > 0 && with > 0 && after > 0)) {
        throw new IllegalArgumentException(
            "rates must be above 0, were %s, %s and %s".formatted(before, with, after));
      }
    }

    double without() {
      return (before + after) / 2;
    }

    double apart() {
      return Math.max(before, after) / Math.min(before, after) - 1;
    }
  }

  /// Median of the rounds.
  double without() {
    return median(Round::without);
  }

  /// Median of the rounds.
  double with() {
    return median(Round::with);
  }

  /// Median of the rounds' ratios, with to without; below 1 the agent costs something.
  double ratio() {
    return median(round -> round.with() / round.without());
  }

  /// The most by which two processes without the agent differed in a round, as a fraction.
  double noise() {
    return rounds.stream().mapToDouble(Round::apart).max().orElseThrow();
  }

  /// Expected is no difference above the noise.
  Verdict verdict() {
    if (noise() > MOST_NOISE) {
      return Verdict.NOT_MEASURED;
    }
    return Verdict.of(1 - ratio() <= noise(), rounds.size());
  }

  private double median(ToDoubleFunction<Round> value) {
    return Statistics.median(rounds.stream().map(value::applyAsDouble).toList()).orElseThrow();
  }
}
