package dev.nautilus.quant.performance;

/// The measures of returns against a benchmark; `NaN` where one is undefined. Definitions stand in
/// [RelativeReturns].
///
/// @param pairs periods in which both are known
/// @param alpha fraction a year
/// @param beta ratio
/// @param correlation in [-1, 1]
/// @param trackingError fraction a year
/// @param informationRatio per period
/// @param upCapture ratio
/// @param downCapture ratio
public record RelativePerformance(
    long pairs,
    double alpha,
    double beta,
    double correlation,
    double trackingError,
    double informationRatio,
    double upCapture,
    double downCapture) {

  /// Of arrays without gaps, from the definitions; what [RelativeStream] is held against.
  public static RelativePerformance of(double[] returns, double[] benchmark, PerformanceRule rule) {
    double year = rule.periodsPerYear();
    return new RelativePerformance(
        CoMoments.of(benchmark, returns).count(),
        RelativeReturns.annualAlpha(returns, benchmark, rule.riskFree(), year),
        RelativeReturns.beta(returns, benchmark),
        CoMoments.of(benchmark, returns).correlation(),
        RelativeReturns.trackingError(returns, benchmark, year),
        RelativeReturns.informationRatio(returns, benchmark),
        RelativeReturns.upCapture(returns, benchmark, year),
        RelativeReturns.downCapture(returns, benchmark, year));
  }
}
