package dev.nautilus.quant.performance;

import java.util.Arrays;

/// What a series of simple returns adds up to.
///
/// **Source** Bacon (2008), Practical Portfolio Performance Measurement and Attribution, ch. 2.
public final class Returns {
  private Returns() {}

  /// Wealth after each period, `prod(1 + r)`, of a start at 1; a missing return leaves it as it is.
  public static double[] wealth(double[] returns) {
    double[] wealth = new double[returns.length];
    double product = 1;
    for (int i = 0; i < returns.length; i++) {
      product *= Double.isNaN(returns[i]) ? 1 : 1 + returns[i];
      wealth[i] = product;
    }
    return wealth;
  }

  /// Return so far after each period, `prod(1 + r) - 1`, a fraction.
  public static double[] cumulative(double[] returns) {
    return Sample.minus(wealth(returns), 1);
  }

  /// `prod(1 + r) - 1`, a fraction. Undefined without periods.
  public static double total(double[] returns) {
    return returns.length == 0 ? Double.NaN : wealth(returns)[returns.length - 1] - 1;
  }

  /// Geometric return per year, `prod(1 + r)^(A/n) - 1`, a fraction. Undefined without periods, or
  /// when more than all was lost.
  ///
  /// @param periodsPerYear A, more than 0
  public static double annual(double[] returns, double periodsPerYear) {
    return annual(1 + total(returns), returns.length, periodsPerYear);
  }

  static double annual(double wealth, long periods, double periodsPerYear) {
    return periods == 0 ? Double.NaN : Math.pow(wealth, periodsPerYear / periods) - 1;
  }

  /// Standard deviation (divisor `n - 1`) times `sqrt(A)`, a fraction. Undefined below two returns.
  public static double annualVolatility(double[] returns, double periodsPerYear) {
    return Sample.deviation(returns) * Math.sqrt(periodsPerYear);
  }

  /// A rate per year as one per period, `(1 + x)^(1/A) - 1`. Undefined for -1 and below.
  public static double perPeriod(double annualRate, double periodsPerYear) {
    return annualRate <= -1 ? Double.NaN : Math.pow(1 + annualRate, 1 / periodsPerYear) - 1;
  }

  /// Coefficient of determination of cumulative log returns against time: 1 for steady growth.
  /// Undefined below two returns. **Source** empyrical, `stability_of_timeseries`.
  public static double stability(double[] returns) {
    double[] known = Sample.known(returns);
    if (known.length < 2) {
      return Double.NaN;
    }
    double[] logs = new double[known.length];
    double sum = 0;
    for (int i = 0; i < known.length; i++) {
      sum += Math.log1p(known[i]);
      logs[i] = sum;
    }
    double[] time = new double[known.length];
    Arrays.setAll(time, i -> i);
    CoMoments moments = CoMoments.of(time, logs);
    return moments.correlation() * moments.correlation();
  }

  /// How far the right tail reaches beyond the left one, `|q95| / |q5|`. Undefined without returns.
  /// **Source** empyrical, `tail_ratio`.
  public static double tailRatio(double[] returns) {
    return Math.abs(Sample.quantile(returns, 0.95)) / Math.abs(Sample.quantile(returns, 0.05));
  }

  /// Share of returns below 0, in [0, 1]. Undefined without returns.
  public static double downsideFrequency(double[] returns, double mar) {
    double[] known = Sample.known(returns);
    return (double) Arrays.stream(known).filter(each -> each < mar).count() / known.length;
  }

  /// Share of returns above a minimum, in [0, 1]. Undefined without returns.
  public static double upsideFrequency(double[] returns, double mar) {
    double[] known = Sample.known(returns);
    return (double) Arrays.stream(known).filter(each -> each > mar).count() / known.length;
  }
}
