package dev.nautilus.quant.performance;

/// The measures of a series of returns; `NaN` where one is undefined. Definitions stand where each
/// is computed: [Returns], [RiskAdjusted], [Drawdowns], [Shape], [SharpeInference].
///
/// @param periods how many, those without a return too
/// @param totalReturn fraction
/// @param annualReturn geometric, fraction a year
/// @param volatility fraction a year
/// @param sharpe of a year
/// @param downsideDeviation fraction a year
/// @param sortino of a year
/// @param maxDrawdown fraction, 0 or below
/// @param calmar ratio
/// @param omega ratio
/// @param stability in [0, 1]
/// @param skewness moment estimator
/// @param kurtosis moment estimator, 3 for a normal distribution
/// @param ulcerIndex fraction
/// @param painIndex fraction
/// @param burke ratio
/// @param kappa3 ratio per period
/// @param martin ratio
/// @param probabilisticSharpe probability that the true Sharpe ratio is above 0
public record Performance(
    long periods,
    double totalReturn,
    double annualReturn,
    double volatility,
    double sharpe,
    double downsideDeviation,
    double sortino,
    double maxDrawdown,
    double calmar,
    double omega,
    double stability,
    double skewness,
    double kurtosis,
    double ulcerIndex,
    double painIndex,
    double burke,
    double kappa3,
    double martin,
    double probabilisticSharpe) {

  /// Of an array, from the definitions; what [PerformanceStream] is held against.
  public static Performance of(double[] returns, PerformanceRule rule) {
    double year = rule.periodsPerYear();
    HigherMoments moments = HigherMoments.of(returns);
    return new Performance(
        returns.length,
        Returns.total(returns),
        Returns.annual(returns, year),
        Returns.annualVolatility(returns, year),
        RiskAdjusted.sharpe(returns, rule.riskFree(), year),
        RiskAdjusted.downsideDeviation(returns, rule.mar()) * Math.sqrt(year),
        RiskAdjusted.sortino(returns, rule.mar(), year),
        Drawdowns.deepest(returns),
        RiskAdjusted.calmar(returns, year),
        RiskAdjusted.omega(returns, rule.mar()),
        Returns.stability(returns),
        Shape.skewness(returns),
        Shape.kurtosis(returns),
        Drawdowns.ulcerIndex(returns),
        Drawdowns.painIndex(returns),
        RiskAdjusted.burke(returns, year),
        RiskAdjusted.kappa(returns, rule.mar(), 3),
        RiskAdjusted.martin(returns, year),
        SharpeInference.probabilistic(
            (moments.mean() - rule.riskFree()) / moments.deviation(),
            0,
            moments.count(),
            moments.skewness(),
            moments.kurtosis()));
  }
}
