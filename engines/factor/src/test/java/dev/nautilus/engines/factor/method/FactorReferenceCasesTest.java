package dev.nautilus.engines.factor.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.ReferenceTests;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// The factor model against numbers published elsewhere.
final class FactorReferenceCasesTest {

  @TestFactory
  Stream<DynamicTest> cases_published_areReproduced() throws IOException {
    return ReferenceTests.of(suite(), FactorReferenceCasesTest.class);
  }

  static ReferenceSuite suite() {
    return ReferenceSuite.of("factor")
        .method("cross_sectional_wls", FactorReferenceCasesTest::regression)
        .method("xsection.center", each -> grouped(each, Scores::center))
        .method("xsection.center_standardize", each -> grouped(each, Scores::standardize))
        .method("xsection.norm", FactorReferenceCasesTest::norm)
        .method("winsorize", FactorReferenceCasesTest::winsorize)
        .method("exp_weights", FactorReferenceCasesTest::weights)
        .method("factor_attribution", FactorReferenceCasesTest::attribution);
  }

  private static double[][] columns(CsvTable table, String prefix) {
    return table.header().stream()
        .filter(name -> name.startsWith(prefix))
        .map(table::numbers)
        .toArray(double[][]::new);
  }

  private static Verdict regression(ReferenceCase reference) throws IOException {
    JsonNode input = reference.input();
    CsvTable table = reference.table(input.path("cross_section").asString());
    FactorRegression day =
        FactorRegression.of(
            new FactorRegression.CrossSection(
                table.numbers("ret"),
                table.numbers("cap"),
                columns(table, "sector"),
                columns(table, "style")),
            input.path("residualize_styles").booleanValue());
    int sectors = columns(table, "sector").length;
    Comparison comparison = new Comparison();
    for (Map.Entry<String, JsonNode> expected : reference.expected().properties()) {
      String name = expected.getKey();
      if (name.startsWith("factor_returns")) {
        comparison.numbers(
            name, Numbers.array(expected.getValue()), day.returns(), reference.tolerance());
      } else if (name.startsWith("residuals_first_")) {
        double[] numbers = Numbers.array(expected.getValue());
        comparison.numbers(
            name, numbers, Arrays.copyOf(day.residuals(), numbers.length), reference.tolerance());
      } else if (name.equals("sum_of_sector_returns")) {
        double sum = Arrays.stream(day.returns(), 1, 1 + sectors).sum();
        comparison.number(name, Numbers.read(expected.getValue()), sum, reference.tolerance());
      } else {
        comparison.differ("unknown expectation " + name);
      }
    }
    return comparison.verdict();
  }

  private static Verdict grouped(ReferenceCase reference, UnaryOperator<double[]> score) {
    List<String> groups = new ArrayList<>();
    reference.input().path("group").forEach(name -> groups.add(name.asString()));
    double[] actual = Scores.byGroup(groups, Numbers.array(reference.input().path("value")), score);
    return new Comparison()
        .numbers("score", Numbers.array(reference.expected()), actual, reference.tolerance())
        .verdict();
  }

  private static Verdict norm(ReferenceCase reference) {
    double lower = reference.input().path("lower").doubleValue();
    double upper = reference.input().path("upper").doubleValue();
    return grouped(reference, values -> Scores.norm(values, lower, upper));
  }

  private static Verdict winsorize(ReferenceCase reference) {
    JsonNode input = reference.input();
    JsonNode columns = input.has("columns") ? input.path("columns") : input.path("rows");
    double percentile = input.path("percentile").doubleValue();
    Comparison comparison =
        new Comparison().same("columns", reference.expected().size(), columns.size());
    for (int i = 0; i < columns.size(); i++) {
      comparison.numbers(
          "column " + i,
          Numbers.array(reference.expected().get(i)),
          Scores.winsorize(Numbers.array(columns.get(i)), percentile),
          reference.tolerance());
    }
    return comparison.verdict();
  }

  private static Verdict weights(ReferenceCase reference) {
    double[] actual =
        Scores.exponentialWeights(
            reference.input().path("window").intValue(),
            reference.input().path("half_life").doubleValue());
    return new Comparison()
        .numbers("weight", Numbers.array(reference.expected()), actual, reference.tolerance())
        .verdict();
  }

  private static Verdict attribution(ReferenceCase reference) {
    JsonNode input = reference.input();
    List<String> factors = List.copyOf(input.path("factor_returns").propertyNames());
    double[] total = Numbers.array(input.path("portfolio_returns"));
    List<String> assets = List.copyOf(input.path("positions_each_day").propertyNames());
    double[] weights = new double[assets.size()];
    double[][] loadings = new double[assets.size()][factors.size()];
    for (int i = 0; i < assets.size(); i++) {
      weights[i] = input.path("positions_each_day").path(assets.get(i)).doubleValue();
      for (int f = 0; f < factors.size(); f++) {
        loadings[i][f] =
            input.path("loadings_each_day").path(assets.get(i)).path(factors.get(f)).doubleValue();
      }
    }
    double[][] held = new double[total.length][];
    double[][][] carried = new double[total.length][][];
    double[][] earned = new double[total.length][factors.size()];
    for (int t = 0; t < total.length; t++) {
      held[t] = weights;
      carried[t] = loadings;
      for (int f = 0; f < factors.size(); f++) {
        earned[t][f] = input.path("factor_returns").path(factors.get(f)).get(t).doubleValue();
      }
    }
    return compare(reference, factors, total, Attribution.of(total, held, carried, earned));
  }

  private static Verdict compare(
      ReferenceCase reference, List<String> factors, double[] total, Attribution actual) {
    Comparison comparison = new Comparison();
    for (Map.Entry<String, JsonNode> expected : reference.expected().properties()) {
      double[] found =
          switch (expected.getKey()) {
            case "common_returns" -> actual.common();
            case "specific_returns" -> actual.specific();
            case "tilt_returns" -> actual.tilt();
            case "timing_returns" -> actual.timing();
            case "total_returns" -> total;
            case "exposure_each" -> actual.exposures()[0];
            default -> byFactor(actual, factors.indexOf(expected.getKey()));
          };
      comparison.numbers(
          expected.getKey(), Numbers.array(expected.getValue()), found, reference.tolerance());
    }
    return comparison.verdict();
  }

  private static double[] byFactor(Attribution actual, int factor) {
    return Arrays.stream(actual.byFactor()).mapToDouble(day -> day[factor]).toArray();
  }
}
