package dev.nautilus.engines.backtesting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A search for good parameters as it comes by REST; what is left out has its default.
///
/// @param settings of a run, as for `POST /api/v1/runs`
/// @param grid values to try by setting
/// @param method `grid` (the default) or `walk_forward`
/// @param objective `sharpe` unless said
/// @param folds 4 unless said
record StudyRequest(
    @Nullable Map<String, @Nullable Object> settings,
    @Nullable Map<String, List<Double>> grid,
    @Nullable String method,
    @Nullable String objective,
    @Nullable Integer folds) {

  /// The plan.
  ///
  /// @throws IllegalArgumentException saying what must be different
  StudyPlan plan() {
    return new StudyPlan(
        settings == null ? Map.of() : RunPlan.written(settings),
        grid == null ? Map.of() : grid,
        methodOf(method == null ? "grid" : method),
        objective == null ? "sharpe" : objective,
        folds == null ? 4 : folds);
  }

  private static StudyPlan.Method methodOf(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "grid" -> StudyPlan.Method.GRID;
      case "walk_forward" -> StudyPlan.Method.WALK_FORWARD;
      default ->
          throw new IllegalArgumentException(
              "method must be grid or walk_forward, was '" + name + "'");
    };
  }
}
