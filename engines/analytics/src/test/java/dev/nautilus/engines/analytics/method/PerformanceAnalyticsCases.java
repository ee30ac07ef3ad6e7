package dev.nautilus.engines.analytics.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.ReferenceExecutor;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import dev.nautilus.quant.performance.Drawdowns;
import dev.nautilus.quant.performance.Returns;
import dev.nautilus.quant.performance.RiskAdjusted;
import dev.nautilus.quant.performance.Sample;
import dev.nautilus.quant.performance.Shape;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What PerformanceAnalytics prints on its manual pages, and said when it was run: monthly returns,
/// 12 a year.
final class PerformanceAnalyticsCases {
  private static final double YEAR = 12;
  private static final Pattern SERIES =
      Pattern.compile(
          "(portfolio_bacon|managers)\\[(?:'(\\d{4})')?,(\\d+)(?:,drop=F(?:ALSE)?)?\\]");

  private PerformanceAnalyticsCases() {}

  /// What a formula is given.
  ///
  /// @param text the expression without blanks
  /// @param order second number of the expression, where it has one
  @SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
  private record Given(
      double[] returns, double[] benchmark, double mar, double order, String text) {
    BenchmarkMeasures against() {
      return new BenchmarkMeasures(returns, benchmark, YEAR, 0);
    }

    boolean says(String word) {
      return text.contains(word);
    }
  }

  private interface Formula {
    double of(Given given);
  }

  private static final Map<String, Formula> FORMULAS = new HashMap<>();

  static {
    FORMULAS.put("Return.annualized", g -> Returns.annual(g.returns, YEAR));
    FORMULAS.put("Return.cumulative", g -> Returns.total(g.returns));
    FORMULAS.put("StdDev.annualized", g -> Returns.annualVolatility(g.returns, YEAR));
    FORMULAS.put("sd.annualized", g -> Returns.annualVolatility(g.returns, YEAR));
    FORMULAS.put("SharpeRatio.annualized", g -> RiskAdjusted.sharpe(g.returns, YEAR));
    FORMULAS.put("SharpeRatio", g -> RiskAdjusted.sharpe(g.returns, 1));
    FORMULAS.put("AdjustedSharpeRatio", g -> GainsAndLosses.adjustedSharpe(g.returns, 0, YEAR));
    FORMULAS.put("maxDrawdown", g -> -Drawdowns.deepest(g.returns));
    FORMULAS.put("SortinoRatio", g -> RiskAdjusted.sortino(g.returns, g.mar, 1));
    FORMULAS.put("CalmarRatio", g -> RiskAdjusted.calmar(g.returns, YEAR));
    FORMULAS.put(
        "skewness",
        g -> g.says("sample") ? Shape.sampleSkewness(g.returns) : Shape.skewness(g.returns));
    FORMULAS.put("kurtosis", PerformanceAnalyticsCases::kurtosis);
    FORMULAS.put("Omega", g -> RiskAdjusted.omega(g.returns, g.mar));
    FORMULAS.put("BernardoLedoitRatio", g -> RiskAdjusted.omega(g.returns, 0));
    FORMULAS.put("UlcerIndex", g -> Drawdowns.ulcerIndex(g.returns));
    FORMULAS.put("PainIndex", g -> Drawdowns.painIndex(g.returns));
    FORMULAS.put("PainRatio", g -> RiskAdjusted.pain(g.returns, YEAR));
    FORMULAS.put("MartinRatio", g -> RiskAdjusted.martin(g.returns, YEAR));
    FORMULAS.put("BurkeRatio", PerformanceAnalyticsCases::burke);
    FORMULAS.put("Kappa", g -> RiskAdjusted.kappa(g.returns, g.mar, g.order));
    FORMULAS.put("AverageDrawdown", g -> Drawdowns.averageDepth(g.returns));
    FORMULAS.put("AverageRecovery", g -> Drawdowns.averageRecovery(g.returns));
    FORMULAS.put("AverageLength", g -> Drawdowns.averageLength(g.returns));
    FORMULAS.put("CDD", g -> Drawdowns.conditional(g.returns, 0.95));
    FORMULAS.put("HurstIndex", g -> GainsAndLosses.hurstIndex(g.returns));
    putDownside();
    putBenchmark();
  }

  private static void putDownside() {
    FORMULAS.put("DownsideDeviation", g -> RiskAdjusted.downsideDeviation(g.returns, g.mar));
    FORMULAS.put(
        "SemiDeviation", g -> RiskAdjusted.downsideDeviation(g.returns, Sample.mean(g.returns)));
    FORMULAS.put("DownsidePotential", g -> RiskAdjusted.lowerMoment(g.returns, g.mar, 1));
    FORMULAS.put("DownsideFrequency", g -> Returns.downsideFrequency(g.returns, g.mar));
    FORMULAS.put("UpsideFrequency", g -> Returns.upsideFrequency(g.returns, g.mar));
    FORMULAS.put("UpsideRisk", PerformanceAnalyticsCases::upsideRisk);
    FORMULAS.put(
        "UpsidePotentialRatio", g -> GainsAndLosses.upsidePotentialRatio(g.returns, g.mar));
    FORMULAS.put(
        "VolatilitySkewness",
        g -> {
          double ratio = GainsAndLosses.volatilitySkewness(g.returns, g.mar);
          return g.says("variability") ? Math.sqrt(ratio) : ratio;
        });
    FORMULAS.put("OmegaSharpeRatio", g -> GainsAndLosses.omegaSharpe(g.returns, g.mar));
    FORMULAS.put("ProspectRatio", g -> GainsAndLosses.prospectRatio(g.returns, g.mar));
    FORMULAS.put("DRatio", g -> GainsAndLosses.dRatio(g.returns));
    FORMULAS.put("SkewnessKurtosisRatio", g -> GainsAndLosses.skewnessKurtosis(g.returns));
    FORMULAS.put("MeanAbsoluteDeviation", g -> GainsAndLosses.meanAbsoluteDeviation(g.returns));
  }

  private static void putBenchmark() {
    for (String prefix : new String[] {"SFM.", "CAPM.", ""}) {
      FORMULAS.put(prefix + "jensenAlpha", g -> g.against().jensenAlpha());
      FORMULAS.put(prefix + "beta", g -> g.against().beta());
    }
    FORMULAS.put("AppraisalRatio", g -> g.against().appraisalRatio());
    FORMULAS.put("ActivePremium", g -> g.against().activePremium());
    FORMULAS.put("InformationRatio", g -> g.against().informationRatio());
    FORMULAS.put(
        "TrackingError", g -> Returns.annualVolatility(Sample.minus(g.returns, g.benchmark), YEAR));
    FORMULAS.put(
        "TreynorRatio",
        g -> g.says("modified=TRUE") ? g.against().modifiedTreynor() : g.against().treynor());
    FORMULAS.put("FamaBeta", g -> g.against().famaBeta());
    FORMULAS.put("Selectivity", g -> g.against().jensenAlpha());
    FORMULAS.put("NetSelectivity", g -> g.against().netSelectivity());
    FORMULAS.put("SystematicRisk", g -> g.against().systematicRisk());
    FORMULAS.put("SpecificRisk", g -> g.against().specificRisk());
    FORMULAS.put("TotalRisk", g -> g.against().totalRisk());
    FORMULAS.put("MSquared", g -> g.against().modigliani());
    FORMULAS.put("M2Sortino", g -> g.against().modiglianiSortino(g.mar));
    FORMULAS.put("OmegaExcessReturn", g -> g.against().omegaExcess(g.mar));
  }

  private static double kurtosis(Given given) {
    if (given.says("sample_excess")) {
      return Shape.sampleExcessKurtosis(given.returns);
    }
    if (given.says("sample")) {
      return Shape.sampleKurtosis(given.returns);
    }
    return given.says("moment")
        ? Shape.kurtosis(given.returns)
        : Shape.excessKurtosis(given.returns);
  }

  private static double burke(Given given) {
    double ratio = GainsAndLosses.burkeOfLosingRuns(given.returns, YEAR);
    return given.says("modified=TRUE") ? ratio * Math.sqrt(given.returns.length) : ratio;
  }

  private static double upsideRisk(Given given) {
    if (given.says("potential")) {
      return RiskAdjusted.upperMoment(given.returns, given.mar, 1);
    }
    double variance = RiskAdjusted.upperMoment(given.returns, given.mar, 2);
    return given.says("variance") ? variance : Math.sqrt(variance);
  }

  static Optional<ReferenceExecutor> executor(ReferenceCase reference) {
    if (reference.method().equals("Frequency")) {
      return Optional.of(PerformanceAnalyticsCases::frequency);
    }
    return Optional.ofNullable(FORMULAS.get(reference.method()))
        .map(
            formula ->
                each -> each.input().has("expr") ? printed(each, formula) : said(each, formula));
  }

  private static Verdict printed(ReferenceCase reference, Formula formula) throws IOException {
    String text = reference.input().path("expr").asString().replace(" ", "").replace('"', '\'');
    List<double[]> series = new ArrayList<>();
    Matcher matcher = SERIES.matcher(text);
    while (matcher.find()) {
      series.add(column(reference, matcher));
    }
    double mar = text.contains("MAR") ? reference.input().path("MAR").doubleValue() : 0;
    double order = reference.input().path("l").asDouble(2);
    Given given =
        new Given(
            series.getFirst(), series.size() > 1 ? series.get(1) : new double[0], mar, order, text);
    Comparison comparison =
        new Comparison()
            .number(
                reference.method(),
                Numbers.read(reference.expected()),
                formula.of(given),
                reference.tolerance());
    JsonNode precise = reference.body().path("precise_value_run_here");
    if (precise.isNumber()) {
      comparison.number(
          "all its digits", precise.doubleValue(), formula.of(given), Tolerance.relative(1e-9));
    }
    return comparison.verdict();
  }

  private static double[] column(ReferenceCase reference, Matcher matcher) throws IOException {
    CsvTable table = reference.table(matcher.group(1) + ".csv");
    int column = Integer.parseInt(matcher.group(3));
    return table.rows().stream()
        .filter(row -> matcher.group(2) == null || row.getFirst().startsWith(matcher.group(2)))
        .map(row -> row.get(column))
        .mapToDouble(cell -> cell.equals("NA") ? Double.NaN : Double.parseDouble(cell))
        .toArray();
  }

  private static Verdict said(ReferenceCase reference, Formula formula) throws IOException {
    String text = reference.input().path("r_expression").asString().replace(" ", "");
    CsvTable table = reference.table(reference.input().path("data").asString());
    Matcher numbers = Pattern.compile("\\w+\\(\\w+,([0-9.]+)(?:,([0-9.]+))?\\)").matcher(text);
    boolean given = numbers.matches();
    double mar = given ? Double.parseDouble(numbers.group(1)) : 0;
    double order = given && numbers.group(2) != null ? Double.parseDouble(numbers.group(2)) : 2;
    Comparison comparison = new Comparison();
    reference
        .expected()
        .forEachEntry(
            (name, expected) ->
                comparison.number(
                    name,
                    Numbers.read(expected),
                    formula.of(
                        new Given(
                            Sample.known(numbers(table, name)), new double[0], mar, order, text)),
                    reference.tolerance()));
    return comparison.verdict();
  }

  private static double[] numbers(CsvTable table, String name) {
    int column = table.column(name);
    double[] values = new double[table.rows().size()];
    Arrays.setAll(
        values,
        row -> {
          String cell = table.rows().get(row).get(column);
          return cell.isEmpty() || cell.equals("NA") ? Double.NaN : Double.parseDouble(cell);
        });
    return values;
  }

  private static Verdict frequency(ReferenceCase reference) throws IOException {
    Matcher matcher = SERIES.matcher(reference.input().path("expr").asString().replace(" ", ""));
    if (!matcher.find()) {
      return Verdict.fail("no series in " + reference.input());
    }
    List<LocalDate> dates =
        reference.table(matcher.group(1) + ".csv").rows().stream()
            .map(row -> LocalDate.parse(row.getFirst()))
            .toList();
    return new Comparison()
        .number(
            "periods a year",
            Numbers.read(reference.expected()),
            CalendarReturns.periodsPerYear(dates),
            reference.tolerance())
        .verdict();
  }
}
