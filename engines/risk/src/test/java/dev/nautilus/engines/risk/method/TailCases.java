package dev.nautilus.engines.risk.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Cases of VaR and ES. The other program writes losses as negative returns.
final class TailCases {
  private static final Pattern PART =
      Pattern.compile("(gaussian|Cornish-Fisher|historical) VaR, edhec\\[1:(\\d+),(\\d+)]");

  private TailCases() {}

  static Verdict tail(ReferenceCase reference) throws IOException {
    CsvTable table = reference.table(reference.input().path("data").asString());
    Matcher part = PART.matcher(reference.input().path("what").asString(""));
    if (part.matches()) {
      return baseline(reference, table, part);
    }
    if (reference.input().has("weights")) {
      return components(reference, table);
    }
    String method = reference.input().path("method").asString();
    double alpha = 1 - reference.input().path("p").doubleValue();
    Comparison comparison = new Comparison();
    for (var each : reference.expected().properties()) {
      TailRisk tail = tail(method, known(table.numbers(each.getKey())), alpha).orElseThrow();
      double actual = reference.method().equals("VaR") ? -tail.var() : -tail.es();
      comparison.number(
          each.getKey(), Numbers.read(each.getValue()), actual, reference.tolerance());
    }
    return comparison.verdict();
  }

  private static double[] known(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).toArray();
  }

  private static Optional<TailRisk> tail(String method, double[] returns, double alpha) {
    return switch (method) {
      case "historical" -> TailRisk.historical(returns, alpha);
      case "gaussian" -> TailRisk.gaussian(returns, alpha);
      case "modified", "Cornish-Fisher" -> TailRisk.modified(returns, alpha);
      default -> throw new IllegalArgumentException("method is not known: " + method);
    };
  }

  private static Verdict baseline(ReferenceCase reference, CsvTable table, Matcher part) {
    String name = table.header().get(Integer.parseInt(part.group(3)));
    double[] returns = Arrays.copyOf(table.numbers(name), Integer.parseInt(part.group(2)));
    double actual = -tail(part.group(1), returns, 0.05).orElseThrow().var();
    return new Comparison()
        .rule("p is 0.95 unless said")
        .number("VaR", Numbers.read(reference.expected()), actual, reference.tolerance())
        .verdict();
  }

  private static Verdict components(ReferenceCase reference, CsvTable table) {
    JsonNode input = reference.input();
    double[] weights = Numbers.array(input.path("weights"));
    double[][] returns = new double[weights.length][];
    for (int i = 0; i < weights.length; i++) {
      int column = input.path("columns_1_based").get(0).get(i).intValue();
      returns[i] = table.numbers(table.header().get(column));
    }
    double alpha = 1 - input.path("p").doubleValue();
    Optional<ComponentRisk> risk =
        switch (reference.method() + " " + input.path("method").asString()) {
          case "VaR gaussian" -> ComponentRisk.gaussianVar(returns, weights, alpha);
          case "ES gaussian" -> ComponentRisk.gaussianEs(returns, weights, alpha);
          case "VaR modified" -> ComponentRisk.modifiedVar(returns, weights, alpha);
          case "ES modified" -> ComponentRisk.modifiedEs(returns, weights, alpha);
          default -> Optional.empty();
        };
    double[] expected = Numbers.array(reference.expected());
    int n = weights.length;
    return new Comparison()
        .number("total", expected[0], risk.orElseThrow().total(), reference.tolerance())
        .numbers(
            "part",
            Arrays.copyOfRange(expected, 1, 1 + n),
            risk.orElseThrow().parts(),
            reference.tolerance())
        .numbers(
            "share",
            Arrays.copyOfRange(expected, 1 + n, 1 + 2 * n),
            risk.orElseThrow().shares(),
            reference.tolerance())
        .verdict();
  }

  /// Everything of one sample.
  static Verdict conventions(ReferenceCase reference) throws IOException {
    double[] returns = RiskReferenceCasesTest.returns(reference);
    double alpha = reference.input().path("alpha").doubleValue();
    SampleMoments moments = SampleMoments.of(returns);
    TailRisk historical = TailRisk.historical(returns, alpha).orElseThrow();
    TailRisk gaussian = TailRisk.gaussian(returns, alpha).orElseThrow();
    TailRisk modified = TailRisk.modified(returns, alpha).orElseThrow();
    Comparison comparison = new Comparison();
    for (var each : reference.expected().properties()) {
      double actual =
          switch (each.getKey()) {
            case "historical_var" -> historical.var();
            case "historical_es" -> historical.es();
            case "gaussian_var" -> gaussian.var();
            case "gaussian_es" -> gaussian.es();
            case "cornish_fisher_var" -> modified.var();
            case "skew" -> moments.skewness();
            case "excess_kurtosis" -> moments.excessKurtosis();
            case "z_cf" ->
                CornishFisher.of(alpha, moments.skewness(), moments.excessKurtosis()).quantile();
            default -> throw new IllegalArgumentException("not known: " + each.getKey());
          };
      comparison.number(
          each.getKey(), Numbers.read(each.getValue()), actual, reference.tolerance());
    }
    return comparison.verdict();
  }
}
