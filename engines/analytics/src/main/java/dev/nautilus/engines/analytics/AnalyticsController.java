package dev.nautilus.engines.analytics;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.message.Measure;
import dev.nautilus.quant.performance.Performance;
import dev.nautilus.quant.performance.PerformanceRule;
import dev.nautilus.quant.performance.RelativePerformance;
import dev.nautilus.quant.performance.Returns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the analytics engine. Reads the view.
@RestController
@RequestMapping("/api/v1")
class AnalyticsController {
  private static final int MOST = 100_000;

  private final RunningEngine engine;

  AnalyticsController(RunningEngine engine) {
    this.engine = engine;
  }

  /// Who has statistics.
  record Known(
      Set<String> accounts, Set<String> strategies, Set<String> instruments, Set<String> runs) {}

  /// Everything about one subject.
  ///
  /// @param sheet null for a back-test run
  /// @param run null unless it is one
  /// @param orders what the newest orders of the account cost, oldest first
  record TearSheet(
      AnalyticsView.@Nullable Sheet sheet,
      @Nullable BacktestComplete run,
      List<AnalyticsResult> orders) {}

  /// @param returns simple returns, oldest first, 1 to 100,000
  /// @param benchmark of the same periods, or none
  /// @param periodsPerYear 252 unless given
  /// @param riskFree per period, 0 unless given
  /// @param mar least acceptable return per period, 0 unless given
  record Question(
      @Nullable List<Double> returns,
      @Nullable List<Double> benchmark,
      @Nullable Double periodsPerYear,
      @Nullable Double riskFree,
      @Nullable Double mar) {}

  /// Who has statistics.
  @GetMapping("/stats")
  Known subjects() {
    AnalyticsView view = view();
    return new Known(
        view.accounts().keySet(),
        view.strategies().keySet(),
        view.instruments().keySet(),
        view.runs().keySet());
  }

  /// The statistics of an account, a strategy or an instrument.
  ///
  /// @param window `1m`, `3m`, `1y` or `all`
  @GetMapping("/stats/{subject}")
  AnalyticsResult stats(
      @PathVariable String subject, @RequestParam(defaultValue = "all") String window) {
    Window wanted = Window.of(window);
    AnalyticsView.Sheet sheet = find(subject);
    if (sheet == null) {
      throw EngineException.unknown("subject", subject, names());
    }
    AnalyticsResult result = sheet.windows().get(wanted.code());
    if (result == null) {
      throw EngineException.unavailable(
          "window %s needs %d days, %s has %d so far"
              .formatted(wanted.code(), wanted.days(), subject, sheet.days()));
    }
    return result;
  }

  /// Everything about an account, a strategy, an instrument or a back-test run.
  @GetMapping("/tearsheet/{id}")
  TearSheet tearSheet(@PathVariable String id) {
    AnalyticsView.Sheet sheet = find(id);
    BacktestComplete run = view().runs().get(id);
    if (sheet == null && run == null) {
      throw EngineException.unknown("subject or run", id, names());
    }
    return new TearSheet(
        sheet, run, view().orders().stream().filter(each -> each.subject().equals(id)).toList());
  }

  /// What the newest orders cost, oldest first.
  @GetMapping("/orders")
  List<AnalyticsResult> orders() {
    return view().orders();
  }

  /// The statistics of returns that are handed over.
  @PostMapping("/stats")
  List<Measure> stats(@RequestBody Question question) {
    double[] returns = series("returns", question.returns());
    if (returns.length == 0) {
      throw EngineException.invalid("returns must be 1 to " + MOST + " numbers, were none");
    }
    PerformanceRule rule = rule(question);
    List<Measure> measures =
        new ArrayList<>(
            Statistics.performance(Performance.of(returns, rule), Returns.tailRatio(returns)));
    if (question.benchmark() != null) {
      measures.addAll(Statistics.relative(relative(question, returns, rule)));
    }
    return measures;
  }

  private static RelativePerformance relative(
      Question question, double[] returns, PerformanceRule rule) {
    double[] benchmark = series("benchmark", question.benchmark());
    if (benchmark.length != returns.length) {
      throw EngineException.invalid(
          "benchmark must have as many returns, were %d for %d"
              .formatted(benchmark.length, returns.length));
    }
    return RelativePerformance.of(returns, benchmark, rule);
  }

  private static PerformanceRule rule(Question question) {
    PerformanceRule daily = PerformanceRule.DAILY;
    try {
      return new PerformanceRule(
          question.periodsPerYear() == null ? daily.periodsPerYear() : question.periodsPerYear(),
          question.riskFree() == null ? daily.riskFree() : question.riskFree(),
          question.mar() == null ? daily.mar() : question.mar());
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static double[] series(String name, @Nullable List<Double> values) {
    if (values == null || values.size() > MOST) {
      throw EngineException.invalid(
          "%s must be 1 to %d numbers, were %s"
              .formatted(name, MOST, values == null ? "not given" : values.size()));
    }
    double[] series = new double[values.size()];
    for (int i = 0; i < series.length; i++) {
      series[i] = values.get(i);
      if (series[i] <= -1 || Double.isInfinite(series[i])) {
        throw EngineException.invalid(
            "%s must be fractions above -1, value %d was %s".formatted(name, i, series[i]));
      }
    }
    return series;
  }

  private AnalyticsView view() {
    return engine.view(AnalyticsView.class);
  }

  private AnalyticsView.@Nullable Sheet find(String name) {
    AnalyticsView view = view();
    for (Map<String, AnalyticsView.Sheet> each :
        List.of(view.accounts(), view.strategies(), view.instruments())) {
      AnalyticsView.Sheet sheet = each.get(name);
      if (sheet != null) {
        return sheet;
      }
    }
    return null;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>(view().accounts().keySet());
    names.addAll(view().strategies().keySet());
    names.addAll(view().instruments().keySet());
    names.addAll(view().runs().keySet());
    return names;
  }
}
