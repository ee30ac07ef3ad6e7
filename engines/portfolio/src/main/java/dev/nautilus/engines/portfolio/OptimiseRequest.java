package dev.nautilus.engines.portfolio;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engines.portfolio.PortfolioProperties.OptimiserSetting;
import dev.nautilus.engines.portfolio.method.Bounds;
import dev.nautilus.engines.portfolio.method.Shrinkage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What someone asks of the optimiser; what is left out is as configured.
///
/// @param account whose target it becomes
/// @param method `min_variance`, `efficient_return`, `max_sharpe`, `quadratic_utility`,
///   `black_litterman`, `erc`, `hrp` or `min_cvar`
/// @param covariance `LW_ID`, `LW_CC`, `OAS`, `NONE`, or `FACTOR` for the factor engine's
/// @param lower least weight of one asset
/// @param upper most weight of one asset
/// @param sum of all weights; 0 for a market-neutral portfolio
/// @param target return a year, for `efficient_return`
/// @param riskFree a year
/// @param aversion to risk
/// @param views for `black_litterman`
/// @param marketWeights for `black_litterman`, by symbol
record OptimiseRequest(
    @Nullable String account,
    @Nullable String method,
    @Nullable String covariance,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double sum,
    @Nullable Double target,
    @Nullable Double riskFree,
    @Nullable Double aversion,
    @Nullable List<ViewRequest> views,
    @Nullable Map<String, Double> marketWeights) {
  private static final String FACTOR = "FACTOR";

  /// What someone believes.
  ///
  /// @param weights of a portfolio, by symbol
  /// @param earns a year
  record ViewRequest(@Nullable Map<String, Double> weights, @Nullable Double earns) {}

  /// The search that is asked for.
  ///
  /// @throws EngineException INVALID, saying what must be different
  WeightSearch search(CloseTable.History history, FactorRisk risk, OptimiserSetting base) {
    boolean factor = FACTOR.equals(covariance);
    Optional<double[][]> ofFactors = factor ? risk.covariance(history.symbols()) : Optional.empty();
    if (factor && ofFactors.isEmpty()) {
      throw EngineException.unavailable(
          "the factor engine has told no covariance of all of " + history.symbols() + " yet");
    }
    OptimiserSetting setting =
        new OptimiserSetting(
            word(WeightMethod.class, method, base.method()),
            factor ? base.shrink() : word(Shrinkage.Target.class, covariance, base.shrink()),
            base.covWindow(),
            base.annualisation(),
            or(lower, base.lower()),
            or(upper, base.upper()),
            base.turnoverCap(),
            base.noTradeBand(),
            or(riskFree, base.riskFree()),
            or(aversion, base.aversion()),
            base.alpha());
    return new WeightSearch(
        history,
        ofFactors,
        setting,
        bounds(setting),
        target == null ? OptionalDouble.empty() : OptionalDouble.of(target),
        believed(history),
        marketWeights == null ? Map.of() : marketWeights);
  }

  private Bounds bounds(OptimiserSetting setting) {
    try {
      return new Bounds(setting.lower(), setting.upper(), or(sum, 1));
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private List<WeightSearch.View> believed(CloseTable.History history) {
    List<ViewRequest> asked = views == null ? List.of() : views;
    List<String> known = history.symbols().stream().map(each -> each.value()).toList();
    return asked.stream()
        .map(
            view -> {
              Map<String, Double> weights = view.weights();
              Double earns = view.earns();
              if (weights == null || earns == null || !known.containsAll(weights.keySet())) {
                throw EngineException.invalid(
                    "a view must have weights of " + known + " and earns, was " + view);
              }
              return new WeightSearch.View(weights, earns);
            })
        .toList();
  }

  private static double or(@Nullable Double given, double base) {
    return given == null ? base : given;
  }

  private static <E extends Enum<E>> E word(Class<E> type, @Nullable String text, E base) {
    if (text == null) {
      return base;
    }
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(
          "must be one of %s, was '%s'"
              .formatted(Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT), text));
    }
  }
}
