package dev.nautilus.engines.risk;

import dev.nautilus.engines.risk.method.EwmaVariance;
import dev.nautilus.engines.risk.method.FilteredHistory;
import dev.nautilus.engines.risk.method.Garch;
import dev.nautilus.engines.risk.method.TailRisk;
import dev.nautilus.message.RiskMetric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One round of measures: what holdings of constant weight would have returned on past days, and
/// what follows for days to come. Confined to one thread.
final class MeasureRound {
  /// First days whose mean square begins an exponential variance, as in the reference.
  private static final int FIRST_DAYS = 50;

  /// Paths are drawn alike each time, so that a change in the result is one of the market.
  private static final long SEED = 42;

  private static final String FRACTION = "fraction";

  /// Whom the round is about.
  ///
  /// @param simulated whether any input does not come from a real market
  record Subject(String account, Instant at, boolean simulated) {}

  private final Subject subject;
  private final RiskProperties.Measures settings;
  private final List<RiskMetric> metrics = new ArrayList<>();

  private MeasureRound(Subject subject, RiskProperties.Measures settings) {
    this.subject = subject;
    this.settings = settings;
  }

  /// Measures holdings.
  ///
  /// @param returns of the holdings on past days, oldest first
  /// @param factorDeviation standard deviation of a day by the factor model, where it knows it
  static List<RiskMetric> of(
      Subject subject,
      double[] returns,
      OptionalDouble factorDeviation,
      RiskProperties.Measures settings) {
    MeasureRound round = new MeasureRound(subject, settings);
    if (returns.length < settings.window()) {
      round.notReady(returns.length);
      return round.metrics;
    }
    double[] window =
        Arrays.copyOfRange(returns, returns.length - settings.window(), returns.length);
    round.measure(window, factorDeviation);
    BacktestRound.of(returns, settings)
        .forEach(
            each ->
                round.put(
                    new Figure(
                        each.measure(),
                        "historical",
                        OptionalDouble.of(each.alpha()),
                        1,
                        each.value(),
                        each.unit())));
    return round.metrics;
  }

  private void notReady(int days) {
    String note = "not ready: %d of %d days are known".formatted(days, settings.window());
    for (double alpha : settings.alphas()) {
      tails("historical", alpha, 1, Optional.empty()).forEach(figure -> add(figure, false, note));
    }
  }

  private void measure(double[] window, OptionalDouble factorDeviation) {
    double variance = ewma(window);
    OptionalDouble volatility = OptionalDouble.of(Math.sqrt(variance));
    put(new Figure("volatility", "ewma", OptionalDouble.empty(), 1, volatility, FRACTION));
    Optional<FilteredHistory> filtered =
        Garch.fit(window).map(model -> FilteredHistory.of(model, window));
    for (double alpha : settings.alphas()) {
      Optional<TailRisk> historical = TailRisk.historical(window, alpha);
      put("historical", alpha, 1, historical);
      put("age_weighted", alpha, 1, TailRisk.ageWeighted(window, alpha, settings.decay()));
      put("gaussian", alpha, 1, TailRisk.gaussian(window, alpha));
      put("ewma", alpha, 1, Optional.of(TailRisk.gaussian(0, Math.sqrt(variance), alpha)));
      modified(window, alpha, historical);
      put("garch_fhs", alpha, 1, filtered.flatMap(each -> each.nextDay(alpha)));
      if (factorDeviation.isPresent()) {
        put(
            "factor_model",
            alpha,
            1,
            Optional.of(TailRisk.gaussian(0, factorDeviation.getAsDouble(), alpha)));
      }
      int days = settings.horizonDays();
      if (days > 1) {
        TailRisk scaled = TailRisk.gaussian(0, Math.sqrt(variance * days), alpha);
        put("ewma", alpha, days, Optional.of(scaled));
        put(
            "garch_fhs",
            alpha,
            days,
            filtered.flatMap(each -> each.ahead(days, settings.paths(), SEED, alpha)));
      }
    }
  }

  private double ewma(double[] window) {
    EwmaVariance variance =
        new EwmaVariance(settings.lambda(), EwmaVariance.start(window, FIRST_DAYS));
    for (double each : window) {
      variance.add(each);
    }
    return variance.value();
  }

  /// Outside its domain the expansion is no quantile: the historical tail stands in, and says so.
  private void modified(double[] window, double alpha, Optional<TailRisk> historical) {
    Optional<TailRisk> modified = TailRisk.modified(window, alpha);
    if (modified.isPresent() && !modified.get().valid()) {
      String note = "outside the domain of the expansion: the historical value instead";
      tails("cornish_fisher", alpha, 1, historical).forEach(figure -> add(figure, false, note));
    } else {
      put("cornish_fisher", alpha, 1, modified);
    }
  }

  /// One number.
  ///
  /// @param days ahead
  private record Figure(
      String measure,
      String method,
      OptionalDouble alpha,
      int days,
      OptionalDouble value,
      String unit) {}

  private static List<Figure> tails(
      String method, double alpha, int days, Optional<TailRisk> tail) {
    OptionalDouble at = OptionalDouble.of(alpha);
    OptionalDouble var = optional(tail.map(TailRisk::var));
    OptionalDouble es = optional(tail.map(TailRisk::es));
    return List.of(
        new Figure("var", method, at, days, var, FRACTION),
        new Figure("es", method, at, days, es, FRACTION));
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.isPresent() && Double.isFinite(value.get())
        ? OptionalDouble.of(value.get())
        : OptionalDouble.empty();
  }

  private void put(String method, double alpha, int days, Optional<TailRisk> tail) {
    tails(method, alpha, days, tail).forEach(this::put);
  }

  private void put(Figure figure) {
    boolean known = figure.value().isPresent();
    add(figure, known, known ? "" : "undefined for the days at hand");
  }

  private void add(Figure figure, boolean valid, String note) {
    metrics.add(
        new RiskMetric(
            subject.account(),
            figure.measure(),
            figure.method(),
            figure.alpha(),
            figure.days(),
            figure.value(),
            figure.unit(),
            valid,
            note,
            subject.at(),
            subject.simulated()));
  }
}
