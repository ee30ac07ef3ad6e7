package dev.nautilus.engines.factor;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engines.factor.method.Attribution;
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/// Where the return of a portfolio of constant weights came from, over days that were estimated.
///
/// @param subject whose: an account, a strategy
/// @param weights fractions of the portfolio by symbol; what is missing to 1 is cash
/// @param from first day
/// @param to last day
/// @param returns the portfolio's own returns by day, fractions; empty to take those of its assets
record PortfolioQuestion(
    String subject,
    Map<String, Double> weights,
    LocalDate from,
    LocalDate to,
    Map<LocalDate, Double> returns) {

  /// @param dates the days
  /// @param factors names
  /// @param result day by day
  /// @param message what is told to others
  record Answer(
      List<LocalDate> dates, List<String> factors, Attribution result, AnalyticsResult message) {}

  PortfolioQuestion {
    weights = Map.copyOf(weights);
    returns = Map.copyOf(returns);
    if (weights.isEmpty() || weights.values().stream().anyMatch(w -> !Double.isFinite(w))) {
      throw EngineException.invalid(
          "weights must name assets with finite numbers, were " + weights);
    }
    if (to.isBefore(from)) {
      throw EngineException.invalid("to must not lie before from, was " + from + " to " + to);
    }
  }

  /// Answers from the days there are.
  Answer answer(FactorView.Days days) {
    SortedMap<LocalDate, DayResult> range = days.byDate().subMap(from, to.plusDays(1));
    if (range.isEmpty()) {
      throw EngineException.unknown("estimated day from", from + " to " + to, days.names());
    }
    List<LocalDate> dates = List.copyOf(range.keySet());
    List<DayResult> estimated = List.copyOf(range.values());
    List<String> symbols = List.copyOf(new TreeSet<>(weights.keySet()));
    List<String> factors = estimated.getFirst().factors();
    double[] total = new double[dates.size()];
    double[][] held = new double[dates.size()][symbols.size()];
    double[][][] loadings = new double[dates.size()][symbols.size()][];
    double[][] factorReturns = new double[dates.size()][];
    for (int t = 0; t < total.length; t++) {
      DayResult day = estimated.get(t);
      if (!day.factors().equals(factors)) {
        throw EngineException.invalid(
            "the factors must be the same on all days, changed on " + dates.get(t));
      }
      factorReturns[t] = array(day.returns());
      for (int i = 0; i < symbols.size(); i++) {
        int place = day.symbols().indexOf(symbols.get(i));
        if (place < 0) {
          throw EngineException.unknown("asset on " + dates.get(t), symbols.get(i), day.symbols());
        }
        held[t][i] = weights.getOrDefault(symbols.get(i), 0.0);
        loadings[t][i] = array(day.exposures().get(place));
        total[t] += held[t][i] * assetReturn(day, place);
      }
      total[t] = returns.getOrDefault(dates.get(t), total[t]);
    }
    Attribution result = Attribution.of(total, held, loadings, factorReturns);
    boolean simulated = estimated.stream().anyMatch(DayResult::simulated);
    return new Answer(
        dates, factors, result, message(dates, factors, sum(total), result, simulated));
  }

  private static double assetReturn(DayResult day, int place) {
    double sum = day.residuals().get(place);
    for (int f = 0; f < day.factors().size(); f++) {
      sum += day.exposures().get(place).get(f) * day.returns().get(f);
    }
    return sum;
  }

  private AnalyticsResult message(
      List<LocalDate> dates,
      List<String> factors,
      double total,
      Attribution result,
      boolean simulated) {
    List<Measure> measures = new ArrayList<>();
    measures.add(Measure.of("total_return", total, "fraction"));
    measures.add(Measure.of("common_return", sum(result.common()), "fraction"));
    measures.add(Measure.of("specific_return", sum(result.specific()), "fraction"));
    measures.add(Measure.of("tilt_return", sum(result.tilt()), "fraction"));
    measures.add(Measure.of("timing_return", sum(result.timing()), "fraction"));
    for (int f = 0; f < factors.size(); f++) {
      double contributed = 0;
      for (double[] day : result.byFactor()) {
        contributed += day[f];
      }
      measures.add(Measure.of("return." + factors.get(f), contributed, "fraction"));
    }
    return new AnalyticsResult(
        subject,
        AnalyticsResult.Kind.ATTRIBUTION,
        dates.size() + "d",
        midnight(dates.getFirst()),
        midnight(dates.getLast().plusDays(1)),
        measures,
        simulated);
  }

  private static Instant midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
