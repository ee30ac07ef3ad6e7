package dev.nautilus.engines.backtesting;

import dev.nautilus.engines.backtesting.method.BacktestRun;
import dev.nautilus.engines.backtesting.method.EquityCurve;
import dev.nautilus.engines.backtesting.method.RunStatistics;
import dev.nautilus.message.Measure;
import dev.nautilus.quant.performance.Performance;
import dev.nautilus.quant.performance.PerformanceRule;
import dev.nautilus.quant.performance.TradeTally;
import java.util.List;
import java.util.OptionalDouble;

/// What a run came to, as measures.
final class RunReport {
  private static final String FRACTION = "fraction";
  private static final String RATIO = "ratio";
  private static final String DAYS = "days";
  private static final double NANOS_PER_DAY = 86_400e9;

  private RunReport() {}

  /// Of a run that is over. Returns, drawdowns and trades in the conventions of [RunStatistics];
  /// what else there is, of the returns from close to close.
  static List<Measure> of(BacktestRun run, RunPlan plan) {
    RunStatistics of = RunStatistics.of(run, plan.daysPerYear());
    TradeTally trades = of.tally();
    Performance closes = closes(run.equity(), plan);
    return List.of(
        measure("total_return", of.totalReturn(), FRACTION),
        measure("buy_and_hold", of.buyAndHold(), FRACTION),
        measure("annual_return", of.annualReturn(), FRACTION),
        measure("growth_rate", of.growthRate(), FRACTION),
        measure("volatility", of.volatility(), FRACTION),
        measure("sharpe", of.sharpe(), RATIO),
        measure("sortino", of.sortino(), RATIO),
        measure("calmar", of.calmar(), RATIO),
        measure("alpha", of.alpha(), FRACTION),
        measure("beta", of.beta(), RATIO),
        measure("max_drawdown", of.maxDrawdown(), FRACTION),
        measure("average_drawdown", of.averageDrawdown(), FRACTION),
        measure("max_drawdown_duration", of.maxDrawdownNanos() / NANOS_PER_DAY, DAYS),
        measure("average_drawdown_duration", of.averageDrawdownNanos() / NANOS_PER_DAY, DAYS),
        measure("equity_peak", of.peakEquity(), plan.currency()),
        measure("exposure_time", of.exposure(), FRACTION),
        measure("trades", (double) of.trades(), "count"),
        measure("hit_rate", trades.hitRate(), FRACTION),
        measure("best_trade", trades.best(), FRACTION),
        measure("worst_trade", trades.worst(), FRACTION),
        measure("mean_trade", trades.geometricMean(), FRACTION),
        measure("max_trade_duration", of.maxTradeNanos() / NANOS_PER_DAY, DAYS),
        measure("average_trade_duration", of.averageTradeNanos() / NANOS_PER_DAY, DAYS),
        measure("profit_factor", trades.profitFactor(), RATIO),
        measure("expectancy", trades.expectancy(), FRACTION),
        measure("system_quality", trades.systemQuality(), RATIO),
        measure("kelly", trades.kelly(), FRACTION),
        measure("omega", closes.omega(), RATIO),
        measure("skewness_moment", closes.skewness(), RATIO),
        measure("kurtosis_moment", closes.kurtosis(), RATIO),
        measure("ulcer_index", closes.ulcerIndex(), FRACTION),
        measure("probabilistic_sharpe", closes.probabilisticSharpe(), FRACTION));
  }

  /// One of them by its name; missing when it is undefined.
  ///
  /// @throws IllegalArgumentException when there is none of that name
  static OptionalDouble of(BacktestRun run, RunPlan plan, String name) {
    for (Measure each : of(run, plan)) {
      if (each.name().equals(name)) {
        return each.value();
      }
    }
    throw new IllegalArgumentException(
        "a run must have the measure it is judged by, had no " + name);
  }

  private static Performance closes(EquityCurve curve, RunPlan plan) {
    return Performance.of(curve.returns(), new PerformanceRule(plan.daysPerYear(), 0, 0));
  }

  private static Measure measure(String name, double value, String unit) {
    return new Measure(
        name, Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty(), unit);
  }
}
