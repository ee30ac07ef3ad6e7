package dev.nautilus.engines.factor;

import dev.nautilus.engines.factor.method.FactorRegression;
import dev.nautilus.engines.factor.method.FamaMacBeth;
import dev.nautilus.message.FactorCovariance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// The days that were estimated, and the covariance over them. A day that is estimated anew has a
/// higher revision and takes the place of the old one; the covariance is then made anew from all.
/// Confined to the engine thread.
final class FactorDays {
  private static final int KEPT = 780;

  private final FactorProperties properties;
  private final Collection<Asset> assets;
  private final RiskHistory risk;
  private final NavigableMap<LocalDate, DayResult> results = new TreeMap<>();
  private boolean ready;
  private @Nullable FactorCovariance covariance;
  private @Nullable FactorView view;

  /// What must survive a restart: a day is never estimated anew without a higher revision.
  ///
  /// @param ready whether history was estimated
  /// @param results newest revision of each day, oldest first
  record State(boolean ready, List<DayResult> results) {
    State {
      results = List.copyOf(results);
    }
  }

  /// @param assets looked at whenever a day is estimated
  FactorDays(FactorProperties properties, Collection<Asset> assets) {
    this.properties = properties;
    this.assets = assets;
    risk = new RiskHistory(properties);
  }

  /// Whether history was estimated.
  boolean isReady() {
    return ready;
  }

  /// The newest day that was estimated.
  Optional<LocalDate> newest() {
    return results.isEmpty() ? Optional.empty() : Optional.of(results.lastKey());
  }

  boolean isEstimated(LocalDate date) {
    return results.containsKey(date);
  }

  /// Whether every asset of the newest universe before a day has that day.
  boolean isComplete(LocalDate date) {
    Map.Entry<LocalDate, DayResult> before = results.lowerEntry(date);
    return before != null
        && assets.stream()
            .filter(asset -> before.getValue().symbols().contains(asset.instrument().value()))
            .allMatch(asset -> asset.isKnownOn(date));
  }

  /// Estimates every day there is.
  ///
  /// @return the newest; empty when there is none
  Optional<DayResult> estimateAll() {
    ready = true;
    results.clear();
    TreeSet<LocalDate> dates = new TreeSet<>();
    assets.forEach(asset -> asset.days().forEach(dates::add));
    for (LocalDate date : dates) {
      result(date, 0).ifPresent(day -> results.put(date, day));
    }
    refresh();
    return Optional.ofNullable(results.lastEntry()).map(Map.Entry::getValue);
  }

  /// Estimates days, for the first time or anew.
  ///
  /// @return what could be estimated, in the same order
  List<DayResult> estimate(List<LocalDate> dates) {
    List<DayResult> estimated = new ArrayList<>();
    for (LocalDate date : dates) {
      DayResult before = results.get(date);
      result(date, before == null ? 0 : before.revision() + 1).ifPresent(estimated::add);
    }
    estimated.forEach(day -> results.put(day.date(), day));
    if (!estimated.isEmpty()) {
      refresh();
    }
    return estimated;
  }

  private void refresh() {
    while (results.size() > KEPT) {
      results.pollFirstEntry();
    }
    risk.clear();
    results.values().forEach(risk::add);
    covariance =
        results.isEmpty() ? null : risk.covariance(results.lastEntry().getValue()).orElse(null);
    view = null;
  }

  private Optional<DayResult> result(LocalDate date, int revision) {
    return Universe.of(date, assets, properties.winsor())
        .map(universe -> result(universe, revision));
  }

  private DayResult result(Universe universe, int revision) {
    FactorRegression fit = FactorRegression.of(universe.section(), properties.residualizeStyles());
    List<String> symbols = new ArrayList<>();
    List<List<Double>> exposures = new ArrayList<>();
    for (int i = 0; i < universe.assets().size(); i++) {
      symbols.add(universe.assets().get(i).instrument().value());
      exposures.add(list(universe.exposures(i)));
    }
    return new DayResult(
        universe.date(),
        revision,
        universe.factors(),
        list(fit.returns()),
        list(fit.tStatistics()),
        fit.rSquared(),
        symbols,
        exposures,
        list(fit.residuals()),
        list(universe.section().caps()),
        list(FactorRegression.inflation(universe.section().styles())),
        universe.valueless(),
        universe.isSimulated());
  }

  private static List<Double> list(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  /// As of the newest day; null before enough days.
  @Nullable FactorCovariance covariance() {
    return covariance;
  }

  /// The days that can be asked for.
  FactorView.Days days() {
    return new FactorView.Days(results);
  }

  FactorView view(Map<String, String> missing, String needed) {
    FactorView shown = view;
    if (shown == null || !shown.missing().equals(missing) || !shown.needed().equals(needed)) {
      DayResult newest = results.isEmpty() ? null : results.lastEntry().getValue();
      shown = new FactorView(newest, covariance, fama(newest), results.size(), missing, needed);
      view = shown;
    }
    return shown;
  }

  private Map<String, Double> fama(@Nullable DayResult newest) {
    Map<String, Double> statistics = new LinkedHashMap<>();
    if (newest != null) {
      for (int f = 0; f < newest.factors().size(); f++) {
        int place = f;
        double[] returns =
            results.values().stream()
                .filter(day -> day.factors().equals(newest.factors()))
                .mapToDouble(day -> day.returns().get(place))
                .toArray();
        double t = FamaMacBeth.tStatistic(returns, 0);
        if (Double.isFinite(t)) {
          statistics.put(newest.factors().get(f), t);
        }
      }
    }
    return statistics;
  }

  State state() {
    return new State(ready, List.copyOf(results.values()));
  }

  void restore(State state) {
    ready = state.ready();
    results.clear();
    state.results().forEach(day -> results.put(day.date(), day));
    refresh();
  }

  @Override
  public String toString() {
    return Arrays.toString(results.keySet().toArray());
  }
}
