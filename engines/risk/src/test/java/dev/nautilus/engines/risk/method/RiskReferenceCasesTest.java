package dev.nautilus.engines.risk.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.engines.risk.method.Coverage.LikelihoodRatio;
import dev.nautilus.engines.risk.method.Coverage.TrafficLight;
import dev.nautilus.engines.risk.method.Coverage.Transitions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// The measures against numbers published elsewhere and runs of other programs.
final class RiskReferenceCasesTest {
  private static final int FIRST_DAYS = 50;

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), RiskReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return ReferenceSuite.of("risk")
        .method("VaR", TailCases::tail)
        .method("ES", TailCases::tail)
        .method("var_es", TailCases::conventions)
        .method("kupiec_pof", RiskReferenceCasesTest::kupiec)
        .method("kupiec_region", RiskReferenceCasesTest::region)
        .method("christoffersen", RiskReferenceCasesTest::christoffersen)
        .method("kupiec+christoffersen", RiskReferenceCasesTest::backtest)
        .method("basel_traffic_light", RiskReferenceCasesTest::trafficLight)
        .method("garch11.mle", RiskReferenceCasesTest::garch)
        .method("ewma_variance", RiskReferenceCasesTest::ewma)
        .method("filtered_historical_simulation", RiskReferenceCasesTest::filtered);
  }

  /// The returns a case names; what follows the file's name is a remark.
  static double[] returns(ReferenceCase reference) throws IOException {
    CsvTable table = reference.table(reference.input().path("returns").asString().split(" ", 2)[0]);
    return table.numbers(table.header().getLast());
  }

  private static LikelihoodRatio kupiec(JsonNode input) {
    return Coverage.kupiec(
        input.path("observations").intValue(),
        input.path("failures").intValue(),
        1 - input.path("var_level").doubleValue());
  }

  private static Verdict kupiec(ReferenceCase reference) {
    LikelihoodRatio ratio = kupiec(reference.input());
    JsonNode expected = reference.expected();
    return new Comparison()
        .number("LR", Numbers.read(expected.path("LR")), ratio.statistic(), reference.tolerance())
        .number("p", Numbers.read(expected.path("p_value")), ratio.pValue(), reference.tolerance())
        .same("accept", expected.path("accept_at_99").booleanValue(), ratio.pValue() > 0.01)
        .verdict();
  }

  private static Verdict region(ReferenceCase reference) {
    JsonNode input = reference.input();
    double rejected = 1 - input.path("test_level").doubleValue();
    Comparison comparison = new Comparison();
    for (int i = 0; i < input.path("observations").size(); i++) {
      int days = input.path("observations").get(i).intValue();
      int first = -1;
      int last = -1;
      for (int x = 0; x <= days; x++) {
        double p = Coverage.kupiec(days, x, input.path("probability").doubleValue()).pValue();
        first = first < 0 && p > rejected ? x : first;
        last = p > rejected ? x : last;
      }
      JsonNode between = reference.expected().path("between").get(i);
      comparison
          .number(days + " lower", between.get(0).intValue(), first - 1, reference.tolerance())
          .number(days + " upper", between.get(1).intValue(), last + 1, reference.tolerance());
    }
    return comparison.verdict();
  }

  private static Verdict christoffersen(ReferenceCase reference) {
    JsonNode input = reference.input();
    LikelihoodRatio apart =
        Coverage.independence(
            new Transitions(
                input.path("n00").intValue(),
                input.path("n01").intValue(),
                input.path("n10").intValue(),
                input.path("n11").intValue()));
    LikelihoodRatio both =
        input.has("failures") ? Coverage.conditional(kupiec(input), apart) : apart;
    Comparison comparison = new Comparison();
    reference
        .expected()
        .properties()
        .forEach(
            each ->
                comparison.number(
                    each.getKey(),
                    Numbers.read(each.getValue()),
                    statistic(each.getKey(), both, apart, both),
                    reference.tolerance()));
    return comparison.verdict();
  }

  private static double statistic(
      String name, LikelihoodRatio coverage, LikelihoodRatio apart, LikelihoodRatio both) {
    return switch (name) {
      case "LR_uc" -> coverage.statistic();
      case "p_uc" -> coverage.pValue();
      case "LR_ind" -> apart.statistic();
      case "p_ind" -> apart.pValue();
      case "LR_cc" -> both.statistic();
      case "p_cc" -> both.pValue();
      default -> throw new IllegalArgumentException("statistic is not known: " + name);
    };
  }

  private static Verdict backtest(ReferenceCase reference) throws IOException {
    double[] returns = returns(reference);
    double probability = 1 - reference.input().path("level").doubleValue();
    EwmaVariance variance =
        new EwmaVariance(EwmaVariance.DAILY_LAMBDA, EwmaVariance.start(returns, FIRST_DAYS));
    boolean[] exceptions = new boolean[returns.length - FIRST_DAYS];
    int count = 0;
    for (int t = 0; t < returns.length; t++) {
      if (t >= FIRST_DAYS) {
        double var = TailRisk.gaussian(0, Math.sqrt(variance.value()), probability).var();
        exceptions[t - FIRST_DAYS] = -returns[t] > var;
        count += exceptions[t - FIRST_DAYS] ? 1 : 0;
      }
      variance.add(returns[t]);
    }
    Transitions days = Transitions.of(exceptions);
    LikelihoodRatio coverage = Coverage.kupiec(exceptions.length, count, probability);
    LikelihoodRatio apart = Coverage.independence(days);
    LikelihoodRatio both = Coverage.conditional(coverage, apart);
    Comparison comparison = new Comparison();
    for (var each : reference.expected().properties()) {
      double actual =
          switch (each.getKey()) {
            case "n" -> exceptions.length;
            case "exceptions" -> count;
            case "n00" -> days.n00();
            case "n01" -> days.n01();
            case "n10" -> days.n10();
            case "n11" -> days.n11();
            default -> statistic(each.getKey(), coverage, apart, both);
          };
      comparison.number(
          each.getKey(), Numbers.read(each.getValue()), actual, reference.tolerance());
    }
    return comparison.verdict();
  }

  private static Verdict trafficLight(ReferenceCase reference) {
    JsonNode input = reference.input();
    List<TrafficLight> lights = new ArrayList<>();
    for (JsonNode exceptions : input.path("exceptions")) {
      lights.add(
          Coverage.trafficLight(
              input.path("observations").intValue(),
              exceptions.intValue(),
              1 - input.path("var_level").doubleValue()));
    }
    Comparison comparison = new Comparison();
    JsonNode expected = reference.expected();
    for (int i = 0; i < lights.size(); i++) {
      TrafficLight light = lights.get(i);
      if (expected.has("zone")) {
        String zone = light.zone().name().toLowerCase(Locale.ROOT);
        comparison.same("zone " + i, expected.path("zone").get(i).asString(), zone);
      }
      if (expected.has("multiplier")) {
        double multiplier = Numbers.read(expected.path("multiplier").get(i));
        comparison.number("multiplier " + i, multiplier, light.multiplier(), reference.tolerance());
      }
      if (expected.has("cumulative")) {
        double cumulative = Numbers.read(expected.path("cumulative").get(i));
        comparison.number("cumulative " + i, cumulative, light.cumulative(), reference.tolerance());
      }
    }
    return comparison.verdict();
  }

  private static Verdict garch(ReferenceCase reference) throws IOException {
    double[] returns = returns(reference);
    Garch fitted = Garch.fit(returns).orElseThrow();
    JsonNode expected = reference.expected();
    JsonNode tolerance = reference.body().path("tolerance");
    Tolerance own = reference.tolerance();
    return new Comparison()
        .number(
            "mu",
            Numbers.read(expected.path("mu")),
            fitted.mu(),
            Tolerance.absolute(tolerance.path("mu_abs").doubleValue()))
        .number("omega", Numbers.read(expected.path("omega")), fitted.omega(), own)
        .number("alpha", Numbers.read(expected.path("alpha")), fitted.alpha(), own)
        .number("beta", Numbers.read(expected.path("beta")), fitted.beta(), own)
        .number(
            "log likelihood",
            Numbers.read(expected.path("log_likelihood")),
            fitted.path(returns).logLikelihood(),
            Tolerance.absolute(tolerance.path("ll_abs").doubleValue()))
        .verdict();
  }

  private static Verdict ewma(ReferenceCase reference) throws IOException {
    double[] returns = returns(reference);
    EwmaVariance variance =
        new EwmaVariance(
            reference.input().path("lambda").doubleValue(),
            EwmaVariance.start(returns, FIRST_DAYS));
    double[] after = new double[returns.length + 1];
    for (int t = 0; t < returns.length; t++) {
      after[t + 1] = variance.add(returns[t]);
    }
    Comparison comparison = new Comparison();
    for (var each : reference.expected().properties()) {
      double actual =
          switch (each.getKey()) {
            case "h_after_100" -> after[100];
            case "h_after_1000" -> after[1000];
            case "h_next_day" -> variance.value();
            default -> TailRisk.gaussian(0, Math.sqrt(variance.value()), 0.01).var();
          };
      comparison.number(
          each.getKey(), Numbers.read(each.getValue()), actual, reference.tolerance());
    }
    return comparison.verdict();
  }

  private static Verdict filtered(ReferenceCase reference) throws IOException {
    JsonNode model = reference.input().path("garch");
    FilteredHistory filtered =
        FilteredHistory.of(
            new Garch(
                Numbers.read(model.path("mu")),
                Numbers.read(model.path("omega")),
                Numbers.read(model.path("alpha")),
                Numbers.read(model.path("beta"))),
            returns(reference));
    TailRisk tail = filtered.nextDay(reference.input().path("alpha").doubleValue()).orElseThrow();
    JsonNode expected = reference.expected();
    Tolerance tolerance = reference.tolerance();
    return new Comparison()
        .number("h", Numbers.read(expected.path("h_next")), filtered.past().next(), tolerance)
        .number("var", Numbers.read(expected.path("var")), tail.var(), tolerance)
        .number("es", Numbers.read(expected.path("es")), tail.es(), tolerance)
        .verdict();
  }
}
