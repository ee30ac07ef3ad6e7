package dev.nautilus.engines.factor;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the factor engine. Reads the view; questions about older days go through the
/// engine thread.
@RestController
@RequestMapping("/api/v1")
class FactorController {
  private final RunningEngine engine;
  private final FactorBook book;

  FactorController(RunningEngine engine, FactorBook book) {
    this.engine = engine;
    this.book = book;
  }

  /// @param value return of the day, a fraction
  /// @param tStatistic of the day; null when undefined
  /// @param meanTStatistic of the mean over all days; null when undefined
  /// @param volatility annualised, a fraction; null before enough days
  record FactorRow(
      String factor,
      double value,
      @Nullable Double tStatistic,
      @Nullable Double meanTStatistic,
      @Nullable Double volatility) {}

  /// @param days how many days were estimated
  /// @param missing why an asset is in no universe
  record FactorsReply(
      LocalDate date,
      int revision,
      int assets,
      OptionalDouble rSquared,
      boolean simulated,
      int days,
      List<FactorRow> factors,
      Map<String, String> missing) {}

  /// @param exposures by symbol, then factor
  /// @param residuals by symbol, fractions of the day
  /// @param inflation variance inflation factor by style; left out when undefined
  /// @param assumed exposures that are not known and stand at the mean, 0, by style: whose
  /// @param missing what an asset lacks that has no exposures
  record ExposuresReply(
      LocalDate date,
      int revision,
      boolean simulated,
      Map<String, Map<String, Double>> exposures,
      Map<String, Double> residuals,
      Map<String, Double> inflation,
      Map<String, List<String>> assumed,
      Map<String, String> missing) {}

  /// @param subject whose: an account, a strategy
  /// @param weights fractions by symbol, held over all days
  /// @param from first day, `2026-10-01`
  /// @param to last day
  /// @param returns the portfolio's own returns by day; those of its assets when left out
  record AttributionRequest(
      @Nullable String subject,
      @Nullable Map<String, Double> weights,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable Map<LocalDate, Double> returns) {}

  /// One day of an attribution; all fractions of the day.
  record AttributionDay(
      LocalDate date,
      double common,
      double specific,
      double tilt,
      double timing,
      Map<String, Double> exposures,
      Map<String, Double> byFactor) {}

  /// The newest factor returns.
  @GetMapping("/factors")
  FactorsReply factors() {
    FactorView view = engine.view(FactorView.class);
    DayResult day = view.newest();
    if (day == null) {
      throw EngineException.unavailable(view.notReady());
    }
    List<FactorRow> rows = new ArrayList<>();
    for (int f = 0; f < day.factors().size(); f++) {
      String name = day.factors().get(f);
      rows.add(
          new FactorRow(
              name,
              day.returns().get(f),
              defined(day.tStatistics().get(f)),
              view.fama().get(name),
              volatility(view, f)));
    }
    return new FactorsReply(
        day.date(),
        day.revision(),
        day.symbols().size(),
        day.rSquared(),
        day.simulated(),
        view.days(),
        rows,
        view.missing());
  }

  private static @Nullable Double volatility(FactorView view, int factor) {
    var covariance = view.covariance();
    int diagonal = (factor + 1) * (factor + 2) / 2 - 1;
    return covariance == null
        ? null
        : (Double) Math.sqrt(Math.max(0, covariance.covariance().get(diagonal)));
  }

  /// What each asset carried on a day, as it was known the day before.
  ///
  /// @param date `2026-11-20`, or `latest`
  @GetMapping("/exposures/{date}")
  CompletionStage<ExposuresReply> exposures(@PathVariable String date) {
    return engine.ask(
        _ -> {
          DayResult day = day(book.days(), date);
          return reply(day, book.missing(day.date()));
        });
  }

  private static DayResult day(FactorView.Days days, String text) {
    if (text.equals("latest") && !days.byDate().isEmpty()) {
      return days.byDate().lastEntry().getValue();
    }
    try {
      DayResult found = days.byDate().get(LocalDate.parse(text));
      if (found == null) {
        throw EngineException.unknown("estimated day", text, days.names());
      }
      return found;
    } catch (DateTimeParseException e) {
      throw EngineException.invalid("date must be like 2026-11-20 or latest, was '" + text + "'");
    }
  }

  private static ExposuresReply reply(DayResult day, Map<String, String> missing) {
    Map<String, Map<String, Double>> exposures = new LinkedHashMap<>();
    Map<String, Double> residuals = new LinkedHashMap<>();
    for (int i = 0; i < day.symbols().size(); i++) {
      exposures.put(day.symbols().get(i), named(day.factors(), day.exposures().get(i)));
      residuals.put(day.symbols().get(i), day.residuals().get(i));
    }
    List<String> styles =
        day.factors().subList(day.factors().size() - day.inflation().size(), day.factors().size());
    Map<String, Double> inflation = named(styles, day.inflation());
    inflation.values().removeIf(value -> !Double.isFinite(value));
    return new ExposuresReply(
        day.date(),
        day.revision(),
        day.simulated(),
        exposures,
        residuals,
        inflation,
        day.valueless().isEmpty() ? Map.of() : Map.of("value", day.valueless()),
        missing);
  }

  /// Where the return of a portfolio came from; also told on the bus.
  @PostMapping("/attribution")
  CompletionStage<List<AttributionDay>> attribution(@RequestBody AttributionRequest request) {
    String subject = request.subject();
    Map<String, Double> weights = request.weights();
    LocalDate from = request.from();
    LocalDate to = request.to();
    if (subject == null || subject.isBlank() || weights == null || from == null || to == null) {
      throw EngineException.invalid(
          "an attribution must have subject, weights, from and to, was " + request);
    }
    Map<LocalDate, Double> returns = request.returns();
    PortfolioQuestion question =
        new PortfolioQuestion(
            subject, weights, from, to, returns == null ? Map.of() : new TreeMap<>(returns));
    return engine.ask(
        outbox -> {
          PortfolioQuestion.Answer answer = question.answer(book.days());
          outbox.emit(MessageType.ANALYTICS_RESULT, answer.message());
          return rows(answer);
        });
  }

  private static List<AttributionDay> rows(PortfolioQuestion.Answer answer) {
    List<AttributionDay> rows = new ArrayList<>();
    for (int t = 0; t < answer.dates().size(); t++) {
      rows.add(
          new AttributionDay(
              answer.dates().get(t),
              answer.result().common()[t],
              answer.result().specific()[t],
              answer.result().tilt()[t],
              answer.result().timing()[t],
              named(answer.factors(), boxed(answer.result().exposures()[t])),
              named(answer.factors(), boxed(answer.result().byFactor()[t]))));
    }
    return rows;
  }

  private static Map<String, Double> named(List<String> names, List<Double> values) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), values.get(i));
    }
    return named;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static @Nullable Double defined(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
