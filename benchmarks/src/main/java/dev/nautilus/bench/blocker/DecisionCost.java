package dev.nautilus.bench.blocker;

import dev.nautilus.bench.Statistics;
import dev.nautilus.bench.blocker.GuardDecisions.Destination;
import java.util.List;
import java.util.Map;

/// What one operation took in each presence of the agent.
///
/// @param what was measured
/// @param nanos mean of an operation, one figure a round
/// @param expected what it should add
record DecisionCost(String what, Map<Presence, List<Double>> nanos, Expected expected) {
  DecisionCost {
    for (Presence presence : Presence.values()) {
      if (nanos.getOrDefault(presence, List.of()).isEmpty()) {
        throw new IllegalArgumentException(
            "%s must be measured with %s".formatted(what, presence.label()));
      }
    }
    nanos = Map.copyOf(nanos);
  }

  /// What a prototype of the agent added to a call.
  ///
  /// @param words for people
  /// @param mostNanos the upper end; infinite when none was stated
  record Expected(String words, double mostNanos) {
    static final Expected NOTHING = new Expected("", Double.POSITIVE_INFINITY);

    static Expected of(Destination destination) {
      return switch (destination) {
        case LOOPBACK -> new Expected("1 to 2 ns", 2);
        case INTERNAL_NAME -> new Expected("70 to 180 ns", 180);
        case ALLOWED_HOST, INTERNAL_ADDRESS, PUBLIC_ADDRESS, VENDOR_NAME -> NOTHING;
      };
    }
  }

  /// Median of the rounds, in nanoseconds.
  double median(Presence presence) {
    return Statistics.median(nanos.getOrDefault(presence, List.of())).orElseThrow();
  }

  /// What ENFORCE takes beyond a call that asks nobody, in nanoseconds.
  double added() {
    return median(Presence.ENFORCE) - median(Presence.ABSENT);
  }

  Verdict verdict() {
    if (Double.isInfinite(expected.mostNanos())) {
      return Verdict.NONE;
    }
    int rounds = nanos.getOrDefault(Presence.ENFORCE, List.of()).size();
    return Verdict.of(added() <= expected.mostNanos(), rounds);
  }
}
