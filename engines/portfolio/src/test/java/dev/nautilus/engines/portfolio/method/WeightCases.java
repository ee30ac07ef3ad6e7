package dev.nautilus.engines.portfolio.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceSuite;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// How the cases about expected returns, covariances and weights are computed.
final class WeightCases {
  private static final double YEAR = 252;
  private static final double RISK_FREE = 0.02;

  private WeightCases() {}

  static ReferenceSuite map(ReferenceSuite suite) {
    return suite
        .method("expected_returns.cagr", WeightCases::growth)
        .method("sample_cov", WeightCases::covariance)
        .method("mean_variance", WeightCases::meanVariance)
        .method("black_litterman.delta", WeightCases::delta)
        .method("hrp", WeightCases::plainTree)
        .method("hrp.cluster_variance", WeightCases::clusterVariance)
        .method("discrete_allocation.greedy", WeightCases::units)
        .method("min_risk", each -> weights(each, WeightCases::least))
        .method("risk_parity_equal", each -> weights(each, WeightCases::equal))
        .method("hrp.single.pearson", WeightCases::optimalTree)
        .method("shrinkage.ledoit_wolf_identity", each -> shrunk(each, Shrinkage.Target.LW_ID))
        .method(
            "shrinkage.ledoit_wolf_constant_correlation",
            each -> shrunk(each, Shrinkage.Target.LW_CC))
        .method("shrinkage.oas", each -> shrunk(each, Shrinkage.Target.OAS));
  }

  private static double[][] prices(ReferenceCase reference, String file, List<String> assets)
      throws IOException {
    CsvTable table = reference.table(file);
    double[][] columns = assets.stream().map(table::numbers).toArray(double[][]::new);
    return Algebra.transposed(columns);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  private static double[][] twenty(ReferenceCase reference) throws IOException {
    return PriceTable.returns(
        prices(reference, "stock_prices.csv", texts(reference.meta().path("tickers"))));
  }

  private static Verdict growth(ReferenceCase reference) throws IOException {
    return new Comparison()
        .numbers(
            "growth",
            Numbers.array(reference.expected()),
            ExpectedReturns.compound(twenty(reference), YEAR),
            reference.tolerance())
        .verdict();
  }

  private static Verdict covariance(ReferenceCase reference) {
    List<double[]> rows = new ArrayList<>();
    reference.input().path("prices").forEach(row -> rows.add(Numbers.array(row)));
    double[][] actual =
        Covariance.annual(
            PriceTable.returns(rows.toArray(double[][]::new)),
            reference.input().path("annualisation").doubleValue());
    Comparison comparison = new Comparison();
    for (int i = 0; i < actual.length; i++) {
      comparison.numbers(
          "row " + i, Numbers.array(reference.expected().get(i)), actual[i], reference.tolerance());
    }
    return comparison.verdict();
  }

  private static MeanVariance frontier(ReferenceCase reference) throws IOException {
    double[][] returns = twenty(reference);
    return new MeanVariance(
        Covariance.annual(returns, YEAR),
        ExpectedReturns.compound(returns, YEAR),
        Bounds.LONG_ONLY);
  }

  private static Verdict meanVariance(ReferenceCase reference) throws IOException {
    MeanVariance frontier = frontier(reference);
    JsonNode input = reference.input();
    String objective = input.path("objective").asString();
    double[] weights =
        (objective.startsWith("minimise variance")
                ? frontier.leastVariance()
                : objective.startsWith("maximise Sharpe")
                    ? frontier.mostSharpe(RISK_FREE, input.path("gamma").asDouble(0))
                    : frontier.quadraticUtility(input.path("risk_aversion").doubleValue()))
            .orElseThrow();
    return performance(reference, frontier.performance(weights, RISK_FREE));
  }

  private static Verdict performance(ReferenceCase reference, MeanVariance.Performance actual) {
    JsonNode expected = reference.expected();
    Tolerance tolerance = reference.tolerance();
    return new Comparison()
        .number(
            "return",
            Numbers.read(expected.path("expected_return")),
            actual.expectedReturn(),
            tolerance)
        .number(
            "volatility", Numbers.read(expected.path("volatility")), actual.volatility(), tolerance)
        .number("sharpe", Numbers.read(expected.path("sharpe")), actual.sharpe(), tolerance)
        .verdict();
  }

  private static Verdict delta(ReferenceCase reference) throws IOException {
    double[][] returns = PriceTable.returns(prices(reference, "spy_prices.csv", List.of("SPY")));
    return new Comparison()
        .number(
            "delta",
            Numbers.read(reference.expected()),
            BlackLitterman.delta(PriceTable.column(returns, 0), YEAR, RISK_FREE),
            reference.tolerance())
        .verdict();
  }

  private static Verdict plainTree(ReferenceCase reference) throws IOException {
    double[][] returns = twenty(reference);
    double[][] daily = Covariance.pairwise(returns);
    double[] weights =
        HierarchicalRiskParity.weights(
            daily, Covariance.correlation(returns), HierarchicalRiskParity.LeafOrder.PLAIN);
    if (reference.expected().has("sharpe")) {
      MeanVariance all =
          new MeanVariance(
              Algebra.scaled(daily, YEAR),
              ExpectedReturns.arithmetic(returns, YEAR),
              Bounds.LONG_ONLY);
      return performance(reference, all.performance(weights, RISK_FREE));
    }
    return named(reference, texts(reference.meta().path("tickers")), weights);
  }

  private static Verdict named(ReferenceCase reference, List<String> assets, double[] weights) {
    Comparison comparison =
        new Comparison().same("assets", reference.expected().size(), assets.size());
    for (int i = 0; i < weights.length; i++) {
      comparison.number(
          assets.get(i),
          Numbers.read(reference.expected().path(assets.get(i))),
          weights[i],
          reference.tolerance());
    }
    return comparison.verdict();
  }

  private static Verdict clusterVariance(ReferenceCase reference) throws IOException {
    List<String> all = texts(reference.meta().path("tickers"));
    int[] assets =
        texts(reference.input().path("tickers")).stream().mapToInt(all::indexOf).toArray();
    return new Comparison()
        .number(
            "variance",
            Numbers.read(reference.expected()),
            HierarchicalRiskParity.clusterVariance(Covariance.pairwise(twenty(reference)), assets),
            reference.tolerance())
        .verdict();
  }

  private static Verdict units(ReferenceCase reference) throws IOException {
    List<String> assets = texts(reference.meta().path("tickers"));
    double[][] prices = prices(reference, "stock_prices.csv", assets);
    double[] weights = frontier(reference).mostSharpe(RISK_FREE, 0).orElseThrow();
    long[] units =
        DiscreteAllocation.greedy(
            weights, prices[prices.length - 1], reference.input().path("total").doubleValue());
    Map<String, Long> actual = new TreeMap<>();
    for (int i = 0; i < units.length; i++) {
      if (units[i] != 0) {
        actual.put(assets.get(i), units[i]);
      }
    }
    Map<String, Long> expected = new TreeMap<>();
    reference
        .expected()
        .properties()
        .forEach(each -> expected.put(each.getKey(), each.getValue().longValue()));
    return new Comparison().same("units", expected, actual).verdict();
  }

  @FunctionalInterface
  private interface Weigher {
    double[] weigh(double[][] covariance);
  }

  private static double[] least(double[][] covariance) {
    return new MeanVariance(covariance, new double[covariance.length], Bounds.LONG_ONLY)
        .leastVariance()
        .orElseThrow();
  }

  private static double[] equal(double[][] covariance) {
    return RiskParity.weights(covariance).orElseThrow();
  }

  private static double[][] newest(ReferenceCase reference, int days) throws IOException {
    JsonNode input = reference.input();
    List<String> assets = texts(input.has("assets") ? input.path("assets") : input.path("tickers"));
    CsvTable whole = reference.table(input.path("prices").asString());
    List<String> known = assets.isEmpty() ? whole.header() : assets;
    double[][] prices = prices(reference, input.path("prices").asString(), known);
    return PriceTable.complete(PriceTable.returns(prices), days);
  }

  private static Verdict weights(ReferenceCase reference, Weigher weigher) throws IOException {
    double[][] returns = newest(reference, 200);
    return named(
        reference,
        texts(reference.input().path("assets")),
        weigher.weigh(Covariance.pairwise(returns)));
  }

  private static Verdict optimalTree(ReferenceCase reference) throws IOException {
    double[][] returns = newest(reference, 200);
    double[] weights =
        HierarchicalRiskParity.weights(
            Covariance.pairwise(returns),
            Covariance.correlation(returns),
            HierarchicalRiskParity.LeafOrder.OPTIMAL);
    return named(reference, texts(reference.input().path("assets")), weights);
  }

  private static Verdict shrunk(ReferenceCase reference, Shrinkage.Target target)
      throws IOException {
    double[][] returns = newest(reference, 500);
    Shrinkage actual = Shrinkage.of(returns, target);
    double[][] c = actual.covariance();
    Comparison comparison = new Comparison();
    for (Map.Entry<String, JsonNode> each : reference.expected().properties()) {
      double found =
          switch (each.getKey()) {
            case "shrinkage" -> actual.intensity();
            case "cov_00" -> c[0][0];
            case "cov_01" -> c[0][1];
            case "rbar" -> Shrinkage.meanCorrelation(returns);
            case "trace" -> trace(c);
            default -> throw new IllegalArgumentException("unknown " + each.getKey());
          };
      comparison.number(each.getKey(), Numbers.read(each.getValue()), found, reference.tolerance());
    }
    return comparison.verdict();
  }

  private static double trace(double[][] matrix) {
    double sum = 0;
    for (int i = 0; i < matrix.length; i++) {
      sum += matrix[i][i];
    }
    return sum;
  }
}
