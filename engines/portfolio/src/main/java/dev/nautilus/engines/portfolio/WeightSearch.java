package dev.nautilus.engines.portfolio;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engines.portfolio.PortfolioProperties.OptimiserSetting;
import dev.nautilus.engines.portfolio.method.BlackLitterman;
import dev.nautilus.engines.portfolio.method.Bounds;
import dev.nautilus.engines.portfolio.method.Covariance;
import dev.nautilus.engines.portfolio.method.ExpectedReturns;
import dev.nautilus.engines.portfolio.method.ExpectedShortfall;
import dev.nautilus.engines.portfolio.method.HierarchicalRiskParity;
import dev.nautilus.engines.portfolio.method.MeanVariance;
import dev.nautilus.engines.portfolio.method.PriceTable;
import dev.nautilus.engines.portfolio.method.RiskParity;
import dev.nautilus.engines.portfolio.method.Shrinkage;
import dev.nautilus.message.InstrumentId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One search for weights, from numbers alone. Immutable; runs on any thread.
///
/// @param history returns of the assets
/// @param factorCovariance annual, when the factor engine's is asked for
/// @param setting windows, bounds and parameters
/// @param target return a year that EFFICIENT_RETURN asks for
/// @param views of BLACK_LITTERMAN: weights by symbol, and what that portfolio earns a year
/// @param marketWeights that BLACK_LITTERMAN starts from, by symbol; equal ones when empty
record WeightSearch(
    CloseTable.History history,
    Optional<double[][]> factorCovariance,
    OptimiserSetting setting,
    Bounds bounds,
    OptionalDouble target,
    List<View> views,
    Map<String, Double> marketWeights) {
  private static final double TAU = 0.05;

  /// What someone believes.
  ///
  /// @param weights by symbol
  /// @param earns a year
  record View(Map<String, Double> weights, double earns) {}

  /// What was found.
  ///
  /// @param weights one a symbol
  /// @param objective in words
  @SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
  record Found(
      List<InstrumentId> symbols,
      double[] weights,
      WeightMethod method,
      String objective,
      MeanVariance.Performance performance,
      LocalDate date,
      boolean simulated) {}

  /// The weights.
  ///
  /// @throws EngineException UNAVAILABLE before there is enough history, INVALID when nothing meets
  ///   what is asked
  Found run() {
    if (!history.isReady()) {
      throw EngineException.unavailable("no weights yet: " + history.lacking());
    }
    double[][] covariance = factorCovariance.orElseGet(this::sample);
    double[] means = means(covariance);
    MeanVariance frontier = new MeanVariance(covariance, means, bounds);
    double[] weights =
        weights(frontier)
            .orElseThrow(
                () ->
                    EngineException.invalid(
                        "bounds and target must leave room for weights, were "
                            + bounds
                            + ", "
                            + target));
    return new Found(
        history.symbols(),
        weights,
        setting.method(),
        objective(),
        frontier.performance(weights, setting.riskFree()),
        history.date(),
        history.simulated());
  }

  /// Shrunk where every asset has all days, else pair by pair and repaired.
  private double[][] sample() {
    return history.isComplete()
        ? scaled(Shrinkage.of(history.returns(), setting.shrink()).covariance())
        : Covariance.annual(history.returns(), setting.annualisation());
  }

  private double[][] scaled(double[][] daily) {
    return Arrays.stream(daily)
        .map(row -> Arrays.stream(row).map(value -> value * setting.annualisation()).toArray())
        .toArray(double[][]::new);
  }

  private double[] means(double[][] covariance) {
    double[] growth = ExpectedReturns.compound(history.returns(), setting.annualisation());
    return switch (setting.method()) {
      case MIN_VARIANCE, ERC, HRP, MIN_CVAR -> growth;
      case EFFICIENT_RETURN, MAX_SHARPE, QUADRATIC_UTILITY ->
          ExpectedReturns.jamesStein(
              growth, covariance, history.returns().length / setting.annualisation());
      case BLACK_LITTERMAN -> believed(covariance);
    };
  }

  private double[] believed(double[][] covariance) {
    int n = history.symbols().size();
    double[] market = new double[n];
    Arrays.setAll(
        market,
        i ->
            marketWeights.isEmpty()
                ? 1.0 / n
                : marketWeights.getOrDefault(history.symbols().get(i).value(), 0.0));
    double[] prior =
        BlackLitterman.equilibrium(covariance, market, setting.aversion(), setting.riskFree());
    double[][] portfolios = new double[views.size()][n];
    double[] earns = new double[views.size()];
    for (int k = 0; k < earns.length; k++) {
      View view = views.get(k);
      earns[k] = view.earns();
      Arrays.setAll(
          portfolios[k], i -> view.weights().getOrDefault(history.symbols().get(i).value(), 0.0));
    }
    return BlackLitterman.posterior(
        covariance, prior, new BlackLitterman.Views(portfolios, earns), TAU);
  }

  private Optional<double[]> weights(MeanVariance frontier) {
    return switch (setting.method()) {
      case MIN_VARIANCE -> frontier.leastVariance();
      case EFFICIENT_RETURN ->
          frontier.efficientReturn(
              target.orElseThrow(
                  () -> EngineException.invalid("target must be given, a return a year")));
      case MAX_SHARPE -> frontier.mostSharpe(setting.riskFree(), 0);
      case QUADRATIC_UTILITY, BLACK_LITTERMAN -> frontier.quadraticUtility(setting.aversion());
      case ERC -> RiskParity.weights(frontier.covariance());
      case HRP ->
          Optional.of(
              HierarchicalRiskParity.weights(
                  frontier.covariance(),
                  Covariance.correlation(history.returns()),
                  HierarchicalRiskParity.LeafOrder.PLAIN));
      case MIN_CVAR ->
          ExpectedShortfall.leastWeights(
              PriceTable.complete(history.returns(), history.returns().length),
              setting.alpha(),
              bounds);
    };
  }

  private String objective() {
    String risk =
        factorCovariance.isPresent()
            ? "factor covariance"
            : history.isComplete()
                ? "covariance " + setting.shrink()
                : "pairwise covariance, repaired";
    return "%s of %d assets, %s to %s each, sum %s, %d days, %s"
        .formatted(
            setting.method().word(),
            history.symbols().size(),
            bounds.lower(),
            bounds.upper(),
            bounds.sum(),
            history.returns().length,
            risk);
  }
}
