package dev.nautilus.engines.enhancedvpin.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Measures of bars: a column of bars in, one statistic of the measure out.
final class BarCases {
  private static final Set<String> METHODS =
      Set.of(
          "roll_measure",
          "roll_impact",
          "corwin_schultz",
          "bekker_parkinson",
          "kyle_lambda",
          "amihud_lambda",
          "hasbrouck_lambda");

  private BarCases() {}

  static Optional<ReferenceExecutor> executor(String method) {
    return METHODS.contains(method) ? Optional.of(BarCases::run) : Optional.empty();
  }

  private static Verdict run(ReferenceCase reference) throws IOException {
    CsvTable bars = reference.table(reference.input().path("bars").asString());
    double[] high = bars.numbers("high");
    double[] low = bars.numbers("low");
    double[] close = bars.numbers("close");
    double[] volume = bars.numbers(bars.column("volume") < 0 ? "cum_vol" : "volume");
    double[] money = bars.numbers(bars.column("dollar") < 0 ? "cum_dollar" : "dollar");
    BarImpact impact = new BarImpact(reference.input().path("window").intValue());
    double[] values = new double[close.length];
    for (int i = 0; i < values.length; i++) {
      impact.add(high[i], low[i], close[i], volume[i], money[i]);
      values[i] = value(reference.method(), impact, money[i]);
    }
    String statistic = reference.input().path("statistic").asString();
    return new Comparison()
        .number(
            statistic,
            Numbers.read(reference.expected()),
            Numbers.statistic(statistic, values),
            reference.tolerance())
        .verdict();
  }

  private static double value(String method, BarImpact impact, double money) {
    return switch (method) {
      case "roll_measure" -> impact.roll();
      case "roll_impact" -> impact.roll() / money;
      case "corwin_schultz" -> impact.corwinSchultz();
      case "bekker_parkinson" -> impact.bekkerParkinson();
      case "kyle_lambda" -> impact.kyle();
      case "amihud_lambda" -> impact.amihud();
      default -> impact.hasbrouck();
    };
  }
}
