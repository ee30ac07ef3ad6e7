package dev.nautilus.engines.analytics.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.quant.performance.Drawdowns;
import dev.nautilus.quant.performance.RelativeReturns;
import dev.nautilus.quant.performance.Returns;
import dev.nautilus.quant.performance.RiskAdjusted;
import dev.nautilus.quant.performance.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/// Rows of empyrical's regression tables.
final class EmpyricalCases {
  private static final double DAYS = 252;
  private static final double TAIL = 0.01;
  private static final Map<String, Double> PERIODS =
      Map.of("daily", 252.0, "weekly", 52.0, "monthly", 12.0, "quarterly", 4.0, "yearly", 1.0);

  private static final Map<String, ToDoubleBiFunction<double[], double[]>> PAIRED =
      Map.ofEntries(
          Map.entry("alpha", EmpyricalCases::alpha),
          Map.entry("beta", EmpyricalCases::beta),
          Map.entry("capture", (r, b) -> RelativeReturns.capture(r, b, DAYS)),
          Map.entry("up_capture", (r, b) -> RelativeReturns.upCapture(r, b, DAYS)),
          Map.entry("down_capture", (r, b) -> RelativeReturns.downCapture(r, b, DAYS)),
          Map.entry(
              "up_down_capture",
              (r, b) ->
                  RelativeReturns.upCapture(r, b, DAYS) / RelativeReturns.downCapture(r, b, DAYS)),
          Map.entry("beta_fragility_heuristic", Fragility::of),
          Map.entry("excess_sharpe", RelativeReturns::informationRatio));

  private EmpyricalCases() {}

  private static double alpha(double[] returns, double[] benchmark) {
    return RelativeReturns.annualAlpha(returns, benchmark, 0, DAYS);
  }

  private static double beta(double[] returns, double[] benchmark) {
    return RelativeReturns.beta(returns, benchmark);
  }

  static Optional<ReferenceExecutor> executor(ReferenceCase reference) {
    String method = reference.method();
    if (method.startsWith("roll_")) {
      return Optional.of(each -> rolled(each, method.substring("roll_".length())));
    }
    if (method.endsWith("alpha_beta")) {
      return Optional.of(each -> same(each, alphaBeta(method, pair(each))));
    }
    if (PAIRED.containsKey(method)) {
      return Optional.of(
          each -> {
            DatedReturns[] pair = pair(each);
            return same(each, PAIRED.get(method).applyAsDouble(pair[0].values(), pair[1].values()));
          });
    }
    return switch (method) {
      case "cum_returns" -> Optional.of(EmpyricalCases::cumulative);
      case "cum_returns_final" -> Optional.of(EmpyricalCases::total);
      case "aggregate_returns" -> Optional.of(EmpyricalCases::aggregate);
      case "gpd_risk_estimates", "gpd_risk_estimates_aligned" -> Optional.of(EmpyricalCases::tail);
      default -> single(reference).map(measure -> each -> columns(each, measure));
    };
  }

  /// Measures of one series; a parameter may be a series of its own.
  private static Optional<ToDoubleFunction<DatedReturns>> single(ReferenceCase reference) {
    JsonNode input = reference.input();
    double year = PERIODS.getOrDefault(input.path("period").asString("daily"), DAYS);
    return Optional.ofNullable(
        switch (reference.method()) {
          case "max_drawdown" -> of(Drawdowns::deepest);
          case "annual_return", "cagr" -> of(r -> Returns.annual(r, year));
          case "annual_volatility" -> of(r -> Returns.annualVolatility(r, year));
          case "calmar_ratio" -> of(r -> RiskAdjusted.calmar(r, year));
          case "stability_of_timeseries" -> of(Returns::stability);
          case "tail_ratio" -> of(Returns::tailRatio);
          case "sharpe_ratio" ->
              series -> RiskAdjusted.sharpe(less(reference, series, "risk_free"), year);
          case "downside_risk" ->
              series ->
                  RiskAdjusted.downsideDeviation(less(reference, series, "required_return"), 0)
                      * Math.sqrt(year);
          case "sortino_ratio" ->
              series -> RiskAdjusted.sortino(less(reference, series, "required_return"), 0, year);
          case "omega_ratio" ->
              series ->
                  RiskAdjusted.omega(
                      less(reference, series, "risk_free"),
                      Returns.perPeriod(Numbers.read(input.path("required_return")), DAYS));
          default -> null;
        });
  }

  private static ToDoubleFunction<DatedReturns> of(ToDoubleFunction<double[]> measure) {
    return series -> measure.applyAsDouble(series.values());
  }

  private static double[] less(ReferenceCase reference, DatedReturns series, String name) {
    JsonNode other = reference.input().path(name);
    if (!other.has("series")) {
      return Sample.minus(series.values(), other.isMissingNode() ? 0 : Numbers.read(other));
    }
    DatedReturns[] pair =
        DatedReturns.aligned(series, DatedReturns.read(reference, name).getFirst());
    return Sample.minus(pair[0].values(), pair[1].values());
  }

  private static DatedReturns[] pair(ReferenceCase reference) {
    DatedReturns returns = DatedReturns.read(reference, "returns").getFirst();
    String name = reference.input().has("benchmark") ? "benchmark" : "factor_returns";
    JsonNode other = reference.input().path(name);
    if (!other.has("series")) {
      double[] same = new double[returns.values().length];
      Arrays.fill(same, Numbers.read(other));
      return new DatedReturns[] {returns, new DatedReturns(returns.dates(), same)};
    }
    return DatedReturns.aligned(returns, DatedReturns.read(reference, name).getFirst());
  }

  private static double[] alphaBeta(String method, DatedReturns[] pair) {
    double[] returns = pair[0].values();
    double[] benchmark = pair[1].values();
    int sign = method.startsWith("up") ? 1 : method.startsWith("down") ? -1 : 0;
    double[] own = sign == 0 ? returns : RelativeReturns.where(returns, benchmark, sign);
    double[] others = sign == 0 ? benchmark : RelativeReturns.where(benchmark, benchmark, sign);
    return new double[] {
      RelativeReturns.annualAlpha(own, others, 0, DAYS), RelativeReturns.beta(own, others)
    };
  }

  private static Verdict rolled(ReferenceCase reference, String method) {
    int window = reference.input().path("window").intValue();
    if (method.equals("max_drawdown") || method.equals("sharpe_ratio")) {
      double[] returns = DatedReturns.read(reference, "returns").getFirst().values();
      return same(
          reference,
          Rolling.of(
              returns,
              window,
              method.equals("max_drawdown")
                  ? Drawdowns::deepest
                  : each -> RiskAdjusted.sharpe(each, DAYS)));
    }
    DatedReturns[] pair = pair(reference);
    double[] own = pair[0].values();
    double[] others = pair[1].values();
    if (!method.equals("alpha_beta")) {
      ToDoubleBiFunction<double[], double[]> measure = PAIRED.get(method);
      if (measure == null) {
        return Verdict.fail("method '" + reference.method() + "' is not mapped");
      }
      return same(reference, Rolling.of(own, others, window, measure));
    }
    double[] alphas = Rolling.of(own, others, window, EmpyricalCases::alpha);
    double[] betas = Rolling.of(own, others, window, EmpyricalCases::beta);
    Comparison comparison =
        new Comparison().same("windows", reference.expected().size(), betas.length);
    for (int i = 0; i < Math.min(betas.length, reference.expected().size()); i++) {
      comparison.numbers(
          "window " + i,
          Numbers.array(reference.expected().get(i)),
          new double[] {alphas[i], betas[i]},
          reference.tolerance());
    }
    return comparison.verdict();
  }

  private static Verdict cumulative(ReferenceCase reference) {
    double start = reference.input().path("starting_value").doubleValue();
    double[] returns = DatedReturns.read(reference, "returns").getFirst().values();
    return same(
        reference,
        start == 0
            ? Returns.cumulative(returns)
            : Arrays.stream(Returns.wealth(returns)).map(each -> each * start).toArray());
  }

  private static Verdict total(ReferenceCase reference) {
    double start = reference.input().path("starting_value").doubleValue();
    return columns(
        reference, of(r -> start == 0 ? Returns.total(r) : (1 + Returns.total(r)) * start));
  }

  private static Verdict aggregate(ReferenceCase reference) {
    DatedReturns returns = DatedReturns.read(reference, "returns").getFirst();
    CalendarReturns.Stretch stretch =
        CalendarReturns.Stretch.valueOf(
            reference.input().path("convert_to").asString().toUpperCase(Locale.ROOT));
    return same(
        reference,
        CalendarReturns.of(returns.dates(), returns.values(), stretch).values().stream()
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  private static Verdict tail(ReferenceCase reference) {
    double[] returns = DatedReturns.read(reference, "returns").getFirst().values();
    JsonNode probability = reference.input().path("var_p");
    TailLoss tail = TailLoss.of(returns, probability.isNumber() ? probability.doubleValue() : TAIL);
    double[] found = {
      tail.threshold(), tail.scale(), tail.shape(), tail.valueAtRisk(), tail.expectedShortfall()
    };
    double[] expected = Numbers.array(reference.expected());
    return new Comparison()
        .rule("compared pairwise, as the source does: one row lists four of five numbers")
        .numbers(
            "estimates",
            expected,
            Arrays.copyOf(found, Math.min(found.length, Math.max(4, expected.length))),
            reference.tolerance())
        .verdict();
  }

  private static Verdict columns(ReferenceCase reference, ToDoubleFunction<DatedReturns> measure) {
    List<DatedReturns> series = DatedReturns.read(reference, "returns");
    double[] found = series.stream().mapToDouble(measure).toArray();
    return reference.expected().isArray() ? same(reference, found) : same(reference, found[0]);
  }

  private static Verdict same(ReferenceCase reference, double found) {
    return new Comparison()
        .number(
            reference.method(), Numbers.read(reference.expected()), found, reference.tolerance())
        .verdict();
  }

  private static Verdict same(ReferenceCase reference, double[] found) {
    return new Comparison()
        .numbers(
            reference.method(), Numbers.array(reference.expected()), found, reference.tolerance())
        .verdict();
  }
}
