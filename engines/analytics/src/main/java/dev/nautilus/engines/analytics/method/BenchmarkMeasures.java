package dev.nautilus.engines.analytics.method;

import dev.nautilus.quant.performance.HigherMoments;
import dev.nautilus.quant.performance.RelativeReturns;
import dev.nautilus.quant.performance.Returns;
import dev.nautilus.quant.performance.RiskAdjusted;
import dev.nautilus.quant.performance.Sample;
import java.util.Arrays;

/// A portfolio against its benchmark in Bacon's terms: risks have the divisor `n`, returns are
/// geometric and of a year, the rate of a bill is one of a year and 0 unless given.
///
/// **Source** Bacon (2008), Practical Portfolio Performance Measurement and Attribution, 2nd ed.,
/// ch. 4. **Undefined** below two pairs, and where a divisor is 0.
///
/// @param returns of the portfolio, per period
/// @param benchmark of the same periods
/// @param periodsPerYear 12 for months
/// @param riskFree of a year
@SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
public record BenchmarkMeasures(
    double[] returns, double[] benchmark, double periodsPerYear, double riskFree) {

  public BenchmarkMeasures {
    if (returns.length != benchmark.length) {
      throw new IllegalArgumentException(
          "series must pair up, had %d and %d returns".formatted(returns.length, benchmark.length));
    }
  }

  /// Slope of the regression on the benchmark.
  public double beta() {
    return RelativeReturns.beta(returns, benchmark);
  }

  private double annual(double[] series) {
    return Returns.annual(series, periodsPerYear);
  }

  private double excess(double[] series) {
    return annual(series) - riskFree;
  }

  private double deviation(double[] series) {
    HigherMoments moments = HigherMoments.of(series);
    return Math.sqrt(moments.m2() / moments.count() * periodsPerYear);
  }

  /// Return above what beta explains, a fraction a year.
  public double jensenAlpha() {
    return excess(returns) - beta() * excess(benchmark);
  }

  /// `beta` times the benchmark's deviation, a fraction a year.
  public double systematicRisk() {
    return beta() * deviation(benchmark);
  }

  /// Deviation of the regression's residuals, a fraction a year.
  public double specificRisk() {
    double[] residuals = new double[returns.length];
    double beta = beta();
    Arrays.setAll(residuals, i -> returns[i] - beta * benchmark[i]);
    return deviation(residuals);
  }

  /// Root of the summed squares of both risks.
  public double totalRisk() {
    return Math.hypot(systematicRisk(), specificRisk());
  }

  /// Jensen's alpha over specific risk.
  public double appraisalRatio() {
    return jensenAlpha() / specificRisk();
  }

  /// Excess return over beta.
  public double treynor() {
    return excess(returns) / beta();
  }

  /// Excess return over systematic risk.
  public double modifiedTreynor() {
    return excess(returns) / systematicRisk();
  }

  /// Beta with the portfolio's whole risk in place of the systematic one.
  public double famaBeta() {
    return deviation(returns) / deviation(benchmark);
  }

  /// What a fully diversified portfolio would have to earn for the risk taken, less what beta asks.
  public double diversification() {
    return (famaBeta() - beta()) * excess(benchmark);
  }

  /// Jensen's alpha less the price of not being diversified.
  public double netSelectivity() {
    return jensenAlpha() - diversification();
  }

  /// Return the portfolio would have at the benchmark's risk, a fraction a year.
  public double modigliani() {
    return excess(returns) * deviation(benchmark) / deviation(returns) + riskFree;
  }

  /// Annual return less the benchmark's.
  public double activePremium() {
    return annual(returns) - annual(benchmark);
  }

  /// Active premium over tracking error.
  public double informationRatio() {
    return activePremium() / RelativeReturns.trackingError(returns, benchmark, periodsPerYear);
  }

  /// Return the portfolio would have at the benchmark's downside risk.
  ///
  /// @param mar least acceptable return per period
  public double modiglianiSortino(double mar) {
    double scale = Math.sqrt(periodsPerYear);
    double own = RiskAdjusted.downsideDeviation(returns, mar);
    double other = RiskAdjusted.downsideDeviation(benchmark, mar);
    double sortino = (Sample.mean(returns) - mar) / own;
    return annual(returns) + sortino * (other - own) * scale;
  }

  /// Annual return less three times the product of both downside deviations of a year.
  ///
  /// @param mar least acceptable return per period
  public double omegaExcess(double mar) {
    return annual(returns)
        - 3
            * RiskAdjusted.downsideDeviation(returns, mar)
            * RiskAdjusted.downsideDeviation(benchmark, mar)
            * periodsPerYear;
  }
}
