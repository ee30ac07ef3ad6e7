package dev.nautilus.engines.analytics;

import dev.nautilus.engines.analytics.method.CalendarReturns;
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.Measure;
import dev.nautilus.quant.performance.Drawdown;
import dev.nautilus.quant.performance.Drawdowns;
import dev.nautilus.quant.performance.Performance;
import dev.nautilus.quant.performance.RelativePerformance;
import dev.nautilus.quant.performance.Returns;
import dev.nautilus.quant.performance.TradeTally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Statistics as messages and as pages.
final class Statistics {
  private static final String FRACTION = "fraction";
  private static final String RATIO = "ratio";
  private static final String COUNT = "count";
  private static final String MONEY = "money";
  private static final int DEEPEST = 10;

  private Statistics() {}

  /// What one full window says.
  static AnalyticsResult result(
      Subject subject, Window window, NavigableMap<LocalDate, Double> benchmark) {
    TrackRecord record = subject.record();
    boolean full = record.isFull(window);
    List<Measure> measures = new ArrayList<>();
    if (full) {
      measures.addAll(
          performance(record.performance(window), Returns.tailRatio(record.returns(window))));
      measures.addAll(relative(record.relative(window, benchmark)));
    }
    TradeTally trades = subject.trips().tally();
    if (window == Window.ALL && trades.count() > 0) {
      measures.addAll(trades(trades, subject.trips().exposure()));
    }
    return new AnalyticsResult(
        subject.name(),
        AnalyticsResult.Kind.PERFORMANCE,
        window.code(),
        full ? midnight(record.first(window)) : traded(subject.trips().first()),
        full ? midnight(record.last().plusDays(1)) : traded(subject.trips().last()),
        measures,
        record.simulated() || subject.trips().simulated());
  }

  private static Instant traded(@Nullable Instant at) {
    return at == null ? Instant.EPOCH : at;
  }

  private static Instant midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// Everything that a page about it shows.
  static AnalyticsView.Sheet sheet(Subject subject, NavigableMap<LocalDate, Double> benchmark) {
    TrackRecord record = subject.record();
    Map<String, AnalyticsResult> windows = new LinkedHashMap<>();
    for (Window window : Window.values()) {
      boolean traded = window == Window.ALL && subject.trips().tally().count() > 0;
      if (record.isFull(window) || traded) {
        windows.put(window.code(), result(subject, window, benchmark));
      }
    }
    double[] returns = record.days() == 0 ? new double[0] : record.returns(Window.ALL);
    List<LocalDate> dates = record.days() == 0 ? List.of() : record.dates(Window.ALL);
    List<AnalyticsView.Loss> deepest =
        Drawdowns.episodes(returns).stream()
            .sorted(Comparator.comparingDouble(Drawdown::depth))
            .limit(DEEPEST)
            .map(each -> AnalyticsView.Loss.of(each, dates))
            .toList();
    return new AnalyticsView.Sheet(
        subject.name(),
        subject.kind(),
        record.days(),
        windows,
        CalendarReturns.of(dates, returns, CalendarReturns.Stretch.MONTHLY),
        deepest,
        subject.attribution());
  }

  /// The measures of a series of returns.
  static List<Measure> performance(Performance of, double tailRatio) {
    return List.of(
        Measure.of("periods", (double) of.periods(), COUNT),
        measure("total_return", of.totalReturn(), FRACTION),
        measure("annual_return", of.annualReturn(), FRACTION),
        measure("volatility", of.volatility(), FRACTION),
        measure("sharpe", of.sharpe(), RATIO),
        measure("downside_deviation", of.downsideDeviation(), FRACTION),
        measure("sortino", of.sortino(), RATIO),
        measure("max_drawdown", of.maxDrawdown(), FRACTION),
        measure("calmar", of.calmar(), RATIO),
        measure("omega", of.omega(), RATIO),
        measure("tail_ratio", tailRatio, RATIO),
        measure("stability", of.stability(), FRACTION),
        measure("skewness_moment", of.skewness(), RATIO),
        measure("kurtosis_moment", of.kurtosis(), RATIO),
        measure("ulcer_index", of.ulcerIndex(), FRACTION),
        measure("pain_index", of.painIndex(), FRACTION),
        measure("burke", of.burke(), RATIO),
        measure("kappa_3", of.kappa3(), RATIO),
        measure("martin", of.martin(), RATIO),
        measure("probabilistic_sharpe", of.probabilisticSharpe(), FRACTION));
  }

  /// The measures against a benchmark.
  static List<Measure> relative(RelativePerformance of) {
    return List.of(
        Measure.of("benchmark_pairs", (double) of.pairs(), COUNT),
        measure("alpha", of.alpha(), FRACTION),
        measure("beta", of.beta(), RATIO),
        measure("correlation", of.correlation(), RATIO),
        measure("tracking_error", of.trackingError(), FRACTION),
        measure("information_ratio", of.informationRatio(), RATIO),
        measure("up_capture", of.upCapture(), RATIO),
        measure("down_capture", of.downCapture(), RATIO));
  }

  private static List<Measure> trades(TradeTally of, double exposure) {
    return List.of(
        Measure.of("trades", (double) of.count(), COUNT),
        measure("hit_rate", of.hitRate(), FRACTION),
        measure("profit_factor", of.profitFactor(), RATIO),
        measure("expectancy", of.expectancy(), FRACTION),
        measure("system_quality", of.systemQuality(), RATIO),
        measure("average_win", of.averageWin(), MONEY),
        measure("average_loss", of.averageLoss(), MONEY),
        measure("adverse_excursion", of.meanAdverse(), FRACTION),
        measure("favourable_excursion", of.meanFavourable(), FRACTION),
        measure("exposure_time", exposure, FRACTION));
  }

  /// A measure; one that is not finite has no value.
  static Measure measure(String name, double value, String unit) {
    return new Measure(
        name, Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty(), unit);
  }
}
