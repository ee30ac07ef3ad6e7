package dev.nautilus.quant.performance;

import java.util.Arrays;

/// Returns held against the risk taken for them.
///
/// `mar` is the least acceptable return and `riskFree` the rate of a bill, both per period.
///
/// **Sources** Sharpe (1994), J. Portfolio Management 21(1); Sortino & van der Meer (1991), ibid.
/// 17(4); Keating & Shadwick (2002) for Omega; Kaplan & Knowles (2004) for Kappa; Bacon (2008) ch.
/// 4. **Unit** ratios. A ratio whose risk is 0 is infinite, or undefined when its return is 0 too.
public final class RiskAdjusted {
  private RiskAdjusted() {}

  /// `mean(r - rf) / sd(r - rf) * sqrt(A)`. Undefined below two returns.
  public static double sharpe(double[] returns, double riskFree, double periodsPerYear) {
    return sharpe(Sample.minus(returns, riskFree), periodsPerYear);
  }

  /// The same of returns that are in excess of the bill already.
  public static double sharpe(double[] excess, double periodsPerYear) {
    return Sample.mean(excess) / Sample.deviation(excess) * Math.sqrt(periodsPerYear);
  }

  /// Downside deviation per period, `sqrt(mean(min(r - mar, 0)^2))`: the mean is over all returns,
  /// not over the losses. Undefined without returns.
  public static double downsideDeviation(double[] returns, double mar) {
    return Math.sqrt(lowerMoment(returns, mar, 2));
  }

  /// `mean(max(mar - r, 0)^order)`. Order 1 is the downside potential. Undefined without returns.
  public static double lowerMoment(double[] returns, double mar, double order) {
    return Sample.mean(
        Arrays.stream(returns)
            .map(r -> Double.isNaN(r) ? r : Math.pow(Math.max(mar - r, 0), order))
            .toArray());
  }

  /// `mean(max(r - mar, 0)^order)`. Order 1 is the upside potential. Undefined without returns.
  public static double upperMoment(double[] returns, double mar, double order) {
    return Sample.mean(
        Arrays.stream(returns)
            .map(r -> Double.isNaN(r) ? r : Math.pow(Math.max(r - mar, 0), order))
            .toArray());
  }

  /// `mean(r - mar) * A / (downside deviation * sqrt(A))`. Undefined below two returns.
  public static double sortino(double[] returns, double mar, double periodsPerYear) {
    return returns.length < 2
        ? Double.NaN
        : (Sample.mean(returns) - mar)
            / downsideDeviation(returns, mar)
            * Math.sqrt(periodsPerYear);
  }

  /// `sum max(r - L, 0) / sum max(L - r, 0)`. Undefined below two returns, and without losses.
  ///
  /// @param threshold L, per period; a risk-free rate is added to it
  public static double omega(double[] returns, double threshold) {
    double[] known = Sample.known(returns);
    if (known.length < 2) {
      return Double.NaN;
    }
    double gains = 0;
    double losses = 0;
    for (double r : known) {
      gains += Math.max(r - threshold, 0);
      losses += Math.max(threshold - r, 0);
    }
    return losses > 0 ? gains / losses : Double.NaN;
  }

  /// `(mean(r) - mar) / (mean(max(mar - r, 0)^order))^(1/order)`; order 2 is Sortino per period,
  /// order 1 Omega less 1.
  public static double kappa(double[] returns, double mar, double order) {
    return (Sample.mean(returns) - mar) / Math.pow(lowerMoment(returns, mar, order), 1 / order);
  }

  /// Annual return over the deepest drawdown. Undefined without a drawdown.
  public static double calmar(double[] returns, double periodsPerYear) {
    return overDrawdown(Returns.annual(returns, periodsPerYear), -Drawdowns.deepest(returns));
  }

  static double overDrawdown(double annualReturn, double drawdown) {
    return drawdown > 0 ? annualReturn / drawdown : Double.NaN;
  }

  /// Annual return over the Ulcer index. Undefined without a drawdown. **Source** Martin & McCann
  /// (1989).
  public static double martin(double[] returns, double periodsPerYear) {
    return overDrawdown(Returns.annual(returns, periodsPerYear), Drawdowns.ulcerIndex(returns));
  }

  /// Annual return over the Pain index. Undefined without a drawdown. **Source** Becker (2006).
  public static double pain(double[] returns, double periodsPerYear) {
    return overDrawdown(Returns.annual(returns, periodsPerYear), Drawdowns.painIndex(returns));
  }

  /// Annual return over the root of the summed squares of all drawdowns. Undefined without one.
  /// **Source** Burke (1994), Futures 23(3).
  public static double burke(double[] returns, double periodsPerYear) {
    return overDrawdown(
        Returns.annual(returns, periodsPerYear),
        Math.sqrt(
            Drawdowns.episodes(returns).stream()
                .mapToDouble(each -> each.depth() * each.depth())
                .sum()));
  }
}
