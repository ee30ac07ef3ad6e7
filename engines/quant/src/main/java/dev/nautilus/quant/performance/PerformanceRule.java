package dev.nautilus.quant.performance;

/// What performance is measured against. The defaults are the published ones.
///
/// @param periodsPerYear 252 for days
/// @param riskFree return of a bill per period, not per year
/// @param mar least acceptable return per period
public record PerformanceRule(double periodsPerYear, double riskFree, double mar) {
  /// Days, against nothing.
  public static final PerformanceRule DAILY = new PerformanceRule(252, 0, 0);

  public PerformanceRule {
    if (!(periodsPerYear > 0 && periodsPerYear <= 1e9)) {
      throw new IllegalArgumentException(
          "periodsPerYear must be more than 0, was " + periodsPerYear);
    }
    if (!Double.isFinite(riskFree) || !Double.isFinite(mar)) {
      throw new IllegalArgumentException(
          "riskFree and mar must be finite, were " + riskFree + " and " + mar);
    }
  }
}
