package dev.nautilus.engines.backtesting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A search for good parameters as people write it: a run's settings, and what of them is tried.
///
/// @param settings of every trial, but for those that are tried
/// @param grid values by setting; each with each is a trial
/// @param method how the search goes
/// @param objective the measure of a run that is to be high
/// @param folds parts that a walk-forward search is tested on, 1 or more
record StudyPlan(
    Map<String, String> settings,
    Map<String, List<Double>> grid,
    Method method,
    String objective,
    int folds) {

  /// What may be sought to be high.
  static final Set<String> OBJECTIVES =
      Collections.unmodifiableSet(
          new TreeSet<>(
              Set.of(
                  "total_return",
                  "growth_rate",
                  "sharpe",
                  "sortino",
                  "calmar",
                  "profit_factor",
                  "expectancy",
                  "system_quality")));

  static final int MOST_TRIALS = 200;
  static final int MOST_FOLDS = 50;

  /// How a search goes.
  enum Method {
    /// Each combination on all bars.
    GRID,
    /// The best of each part, tried on the next one that it has not seen.
    WALK_FORWARD
  }

  StudyPlan {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    grid = Collections.unmodifiableMap(new TreeMap<>(grid));
    if (!OBJECTIVES.contains(objective)) {
      throw new IllegalArgumentException(
          "objective must be of %s, was '%s'".formatted(OBJECTIVES, objective));
    }
    if (folds < 1 || folds > MOST_FOLDS) {
      throw new IllegalArgumentException("folds must be 1 to " + MOST_FOLDS + ", was " + folds);
    }
    if (grid.isEmpty()) {
      throw new IllegalArgumentException(
          "grid must name a setting to try, as in {\"fast\": [5, 10, 20]}, was empty");
    }
    long trials = 1;
    for (Map.Entry<String, List<Double>> each : grid.entrySet()) {
      if (each.getValue().isEmpty()) {
        throw new IllegalArgumentException(each.getKey() + " of grid must have values, had none");
      }
      trials = Math.min(MOST_TRIALS + 1L, trials * each.getValue().size());
    }
    if (trials > MOST_TRIALS) {
      throw new IllegalArgumentException(
          "grid must make at most %d trials, makes more".formatted(MOST_TRIALS));
    }
  }

  /// One combination: its parameters, and the run it makes.
  record Trial(Map<String, Double> parameters, RunPlan plan) {}

  /// The settings without what is tried, at the first of its values: where the bars come from.
  ///
  /// @throws IllegalArgumentException when no combination makes a run
  RunPlan base() {
    return trials().getFirst().plan();
  }

  /// All combinations that make a run; those that the rule refuses (a fast average slower than the
  /// slow one) are left out.
  ///
  /// @throws IllegalArgumentException why the last one was refused, when all were
  List<Trial> trials() {
    List<Map<String, Double>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<Double>> each : grid.entrySet()) {
      List<Map<String, Double>> longer = new ArrayList<>();
      for (Map<String, Double> before : combinations) {
        for (double value : each.getValue()) {
          Map<String, Double> with = new TreeMap<>(before);
          with.put(each.getKey(), value);
          longer.add(with);
        }
      }
      combinations = longer;
    }
    List<Trial> trials = new ArrayList<>();
    @Nullable IllegalArgumentException refused = null;
    for (Map<String, Double> each : combinations) {
      try {
        trials.add(new Trial(Collections.unmodifiableMap(each), plan(each)));
      } catch (IllegalArgumentException e) {
        refused = e;
      }
    }
    if (trials.isEmpty()) {
      throw refused == null ? new IllegalArgumentException("grid must make a trial") : refused;
    }
    return trials;
  }

  private RunPlan plan(Map<String, Double> parameters) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    parameters.forEach((name, value) -> all.put(name, text(value)));
    return RunPlan.of(all);
  }

  /// 10, not 10.0: as people write it.
  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
