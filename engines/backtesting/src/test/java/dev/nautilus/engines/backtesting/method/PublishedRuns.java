package dev.nautilus.engines.backtesting.method;

import dev.nautilus.engine.testkit.reference.Comparison;
import dev.nautilus.engine.testkit.reference.CsvTable;
import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import dev.nautilus.engine.testkit.reference.Tolerance;
import dev.nautilus.engine.testkit.reference.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Whole runs of other programs, replayed: every trade, the equity of every bar, every statistic.
final class PublishedRuns {
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();
  private static final Tolerance CENT = Tolerance.absolute(0.005);
  private static final double DAYS_PER_YEAR = 252;

  private PublishedRuns() {}

  static Verdict run(ReferenceCase reference) throws IOException {
    JsonNode input = reference.input();
    CsvTable table = reference.table(input.path("data").asString().split(" ", 2)[0]);
    BacktestRun run =
        new BacktestRun(
            new BacktestRun.Setup(
                1,
                BigDecimal.valueOf(input.path("cash").doubleValue()),
                costs(input.path("commission")),
                new AverageCross(input.path("fast").intValue(), input.path("slow").intValue()),
                BacktestRun.Ending.OPEN,
                List.of()),
            ReplayFeed.of(bars(table)));
    while (run.advance(1_000)) {}
    Comparison comparison =
        new Comparison()
            .rule(
                "the open position ends at the last bar's open: so the trades and the equity say");
    JsonNode expected = reference.expected();
    if (expected.has("trades_table")) {
      compareTrades(
          reference.table(expected.path("trades_table").asString()), run, reference, comparison);
    }
    if (expected.has("equity_table")) {
      comparison.numbers(
          "equity",
          reference.table(expected.path("equity_table").asString()).numbers("Equity"),
          run.equity().values(),
          CENT);
    }
    compareStatistics(
        expected, named(RunStatistics.of(run, DAYS_PER_YEAR), run), reference, comparison);
    return comparison.verdict();
  }

  private static Costs costs(JsonNode commission) {
    double rate =
        commission.isNumber()
            ? commission.doubleValue()
            : Double.parseDouble(commission.asString().split(" ", 2)[0]);
    return new Costs(
        Slippage.none(), new Commission.PerDollar(rate), Double.POSITIVE_INFINITY, 0, 0, 0);
  }

  static List<ReplayBar> bars(CsvTable table) {
    double[] open = table.numbers("Open");
    double[] high = table.numbers("High");
    double[] low = table.numbers("Low");
    double[] close = table.numbers("Close");
    double[] volume = table.numbers("Volume");
    List<ReplayBar> bars = new ArrayList<>();
    for (int i = 0; i < open.length; i++) {
      long start = nanos(table.rows().get(i).getFirst());
      bars.add(
          new ReplayBar(
              0, start, start + DAY_NANOS, open[i], high[i], low[i], close[i], volume[i]));
    }
    return bars;
  }

  private static long nanos(String date) {
    return LocalDate.parse(date).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
  }

  private static void compareTrades(
      CsvTable table, BacktestRun run, ReferenceCase reference, Comparison comparison) {
    List<RoundTrip> trips = run.ledger().trips();
    comparison.same("trades", table.rows().size(), trips.size());
    for (int i = 0; i < Math.min(trips.size(), table.rows().size()); i++) {
      RoundTrip trip = trips.get(i);
      Map<String, Double> found = new HashMap<>();
      found.put("Size", trip.size().doubleValue());
      found.put("EntryBar", (double) trip.entryBar());
      found.put("ExitBar", (double) trip.exitBar());
      found.put("EntryPrice", trip.entryPrice().doubleValue());
      found.put("ExitPrice", trip.exitPrice().doubleValue());
      found.put("PnL", trip.profit().doubleValue());
      found.put("ReturnPct", trip.returned());
      found.put("Commission", trip.commission().doubleValue());
      for (String column : table.header()) {
        String cell = table.rows().get(i).get(table.column(column));
        String what = column + " of trade " + i;
        switch (column) {
          case "EntryTime" -> comparison.same(what, nanos(cell), trip.entryNanos());
          case "ExitTime" -> comparison.same(what, nanos(cell), trip.exitNanos());
          default ->
              comparison.number(
                  what,
                  Double.parseDouble(cell),
                  found.getOrDefault(column, Double.NaN),
                  reference.tolerance());
        }
      }
    }
  }

  /// By the names of the source, percentages as it prints them.
  private static Map<String, Object> named(RunStatistics of, BacktestRun run) {
    Map<String, Object> named = new HashMap<>();
    named.put("# Trades", (double) of.trades());
    named.put("Duration", days((double) of.nanos()));
    named.put("Start", instant(run.equity().openNanos(0)));
    named.put("End", instant(run.equity().openNanos(run.equity().size() - 1)));
    named.put("Exposure Time [%]", 100 * of.exposure());
    named.put("Equity Final [$]", of.finalEquity());
    named.put("Equity Peak [$]", of.peakEquity());
    named.put("Return [%]", 100 * of.totalReturn());
    named.put("Buy & Hold Return [%]", 100 * of.buyAndHold());
    named.put("Return (Ann.) [%]", 100 * of.annualReturn());
    named.put("Volatility (Ann.) [%]", 100 * of.volatility());
    named.put("CAGR [%]", 100 * of.growthRate());
    named.put("Sharpe Ratio", of.sharpe());
    named.put("Sortino Ratio", of.sortino());
    named.put("Calmar Ratio", of.calmar());
    named.put("Alpha [%]", 100 * of.alpha());
    named.put("Beta", of.beta());
    named.put("Max. Drawdown [%]", 100 * of.maxDrawdown());
    named.put("Avg. Drawdown [%]", 100 * of.averageDrawdown());
    named.put("Max. Drawdown Duration", days((double) of.maxDrawdownNanos()));
    named.put("Avg. Drawdown Duration", days(of.averageDrawdownNanos()));
    named.put("Win Rate [%]", 100 * of.tally().hitRate());
    named.put("Best Trade [%]", 100 * of.tally().best());
    named.put("Worst Trade [%]", 100 * of.tally().worst());
    named.put("Avg. Trade [%]", 100 * of.tally().geometricMean());
    named.put("Max. Trade Duration", days((double) of.maxTradeNanos()));
    named.put("Avg. Trade Duration", days(of.averageTradeNanos()));
    named.put("Profit Factor", of.tally().profitFactor());
    named.put("Expectancy [%]", 100 * of.tally().expectancy());
    named.put("SQN", of.tally().systemQuality());
    named.put("Kelly Criterion", of.tally().kelly());
    return named;
  }

  /// Rounded up to whole days.
  private static String days(double nanos) {
    return (long) Math.ceil(nanos / DAY_NANOS) + " days 00:00:00";
  }

  private static String instant(long nanos) {
    return LocalDate.ofEpochDay(nanos / DAY_NANOS) + " 00:00:00";
  }

  private static void compareStatistics(
      JsonNode expected,
      Map<String, Object> found,
      ReferenceCase reference,
      Comparison comparison) {
    expected.forEachEntry(
        (name, value) -> {
          Object own = found.get(name);
          if (name.endsWith("_table")) {
            return;
          }
          if (own == null) {
            comparison.differ(name + " is not computed");
          } else if (own instanceof Double number) {
            comparison.number(name, Numbers.read(value), number, reference.tolerance());
          } else {
            comparison.same(name, value.asString(), own);
          }
        });
  }
}
