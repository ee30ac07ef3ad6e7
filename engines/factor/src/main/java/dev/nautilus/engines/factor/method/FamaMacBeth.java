package dev.nautilus.engines.factor.method;

/// Whether a factor earns something on average.
///
/// **Definition** `t = mean(f) / (sd(f) / sqrt(T))`; with lags the variance of the mean is Newey
/// and West's: `(g_0 + 2 sum_{d=1..D} (1 - d/(D+1)) g_d) / T`, g_d the autocovariance with 1/T, and
/// g_0 with 1/(T-1) when there are no lags. **Undefined** (NaN) with fewer than two days or no
/// deviation.
///
/// **Source** Fama & MacBeth (1973); Newey & West (1987).
public final class FamaMacBeth {
  private FamaMacBeth() {}

  /// The t-statistic of one factor's returns.
  ///
  /// @param lags 0 for the plain form
  public static double tStatistic(double[] returns, int lags) {
    int days = returns.length;
    if (days < 2) {
      return Double.NaN;
    }
    double mean = 0;
    for (double value : returns) {
      mean += value / days;
    }
    double variance = autocovariance(returns, mean, 0) * (lags == 0 ? days / (days - 1.0) : 1);
    for (int lag = 1; lag <= Math.min(lags, days - 1); lag++) {
      variance += 2 * (1 - lag / (lags + 1.0)) * autocovariance(returns, mean, lag);
    }
    return variance > 0 ? mean / Math.sqrt(variance / days) : Double.NaN;
  }

  private static double autocovariance(double[] returns, double mean, int lag) {
    double sum = 0;
    for (int t = lag; t < returns.length; t++) {
      sum += (returns[t] - mean) * (returns[t - lag] - mean);
    }
    return sum / returns.length;
  }
}
