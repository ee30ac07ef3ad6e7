package dev.nautilus.engines.risk;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.StressTestResult;
import dev.nautilus.message.StressTestResult.Contribution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// What holdings gain or lose when prices move so much: value times move, each instrument alone.
final class Stress {
  /// The move of instruments that a scenario does not name.
  static final String OTHERS = "*";

  private static final int MINOR = 2;

  private Stress() {}

  /// Applies moves.
  ///
  /// @param moves fractions by symbol; [#OTHERS] for those not named, else they stand still
  static ToDoubleFunction<InstrumentId> moves(Map<String, Double> moves) {
    return symbol -> {
      Double own = moves.get(symbol.value());
      return own == null ? moves.getOrDefault(OTHERS, 0.0) : own;
    };
  }

  /// Runs a scenario.
  ///
  /// @param worth what the account was worth, with its currency
  /// @param move of each instrument, a fraction
  static StressTestResult run(
      String scenario,
      PortfolioUpdate worth,
      Exposure exposure,
      ToDoubleFunction<InstrumentId> move,
      Instant at) {
    List<Contribution> contributions = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<InstrumentId, Double> each : exposure.values().entrySet()) {
      BigDecimal part =
          BigDecimal.valueOf(each.getValue() * move.applyAsDouble(each.getKey()))
              .setScale(MINOR, RoundingMode.HALF_EVEN);
      contributions.add(new Contribution(each.getKey(), part));
      sum = sum.add(part);
    }
    contributions.sort(
        Comparator.comparing(Contribution::profitAndLoss).thenComparing(Contribution::instrument));
    OptionalDouble fraction =
        exposure.worth() > 0
            ? OptionalDouble.of(sum.doubleValue() / exposure.worth())
            : OptionalDouble.empty();
    return new StressTestResult(
        worth.account(),
        scenario,
        sum,
        worth.currency(),
        fraction,
        contributions,
        at,
        worth.simulated());
  }
}
