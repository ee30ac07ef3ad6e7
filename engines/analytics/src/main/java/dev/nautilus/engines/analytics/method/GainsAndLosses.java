package dev.nautilus.engines.analytics.method;

import dev.nautilus.quant.performance.HigherMoments;
import dev.nautilus.quant.performance.Returns;
import dev.nautilus.quant.performance.RiskAdjusted;
import dev.nautilus.quant.performance.Sample;
import java.util.Arrays;

/// Gains held against losses, and what the shape of returns does to a ratio.
///
/// **Sources** Bernardo & Ledoit (2000), J. Political Economy 108(1); Bacon (2008) ch. 4; Watanabe
/// (2006) for prospects; Burke (1994), Futures 23(3); Peters (1991) for the Hurst index.
/// **Undefined** without returns, and where a divisor is 0. `mar` is the least acceptable return
/// per period.
public final class GainsAndLosses {
  private static final double LOSS_AVERSION = 2.25;

  private GainsAndLosses() {}

  /// Losses weighted by their number over gains weighted by theirs, 0 or above; lower is better.
  public static double dRatio(double[] returns) {
    double[] known = Sample.known(returns);
    double losses = 0;
    double gains = 0;
    int down = 0;
    int up = 0;
    for (double r : known) {
      losses -= Math.min(r, 0);
      gains += Math.max(r, 0);
      down += r < 0 ? 1 : 0;
      up += r > 0 ? 1 : 0;
    }
    return down * losses / (up * gains);
  }

  /// Upside less downside potential over downside potential: Omega less 1.
  public static double omegaSharpe(double[] returns, double mar) {
    double down = RiskAdjusted.lowerMoment(returns, mar, 1);
    return (RiskAdjusted.upperMoment(returns, mar, 1) - down) / down;
  }

  /// Upside potential over downside deviation.
  public static double upsidePotentialRatio(double[] returns, double mar) {
    return RiskAdjusted.upperMoment(returns, mar, 1) / RiskAdjusted.downsideDeviation(returns, mar);
  }

  /// Upside variance over downside variance.
  public static double volatilitySkewness(double[] returns, double mar) {
    return RiskAdjusted.upperMoment(returns, mar, 2) / RiskAdjusted.lowerMoment(returns, mar, 2);
  }

  /// Mean of gains and 2.25 times losses, less `mar`, over downside deviation.
  public static double prospectRatio(double[] returns, double mar) {
    double felt =
        Sample.mean(Arrays.stream(returns).map(r -> r < 0 ? LOSS_AVERSION * r : r).toArray());
    return (felt - mar) / RiskAdjusted.downsideDeviation(returns, mar);
  }

  /// Moment skewness over moment kurtosis.
  public static double skewnessKurtosis(double[] returns) {
    HigherMoments moments = HigherMoments.of(returns);
    return moments.skewness() / moments.kurtosis();
  }

  /// Mean distance from the mean.
  public static double meanAbsoluteDeviation(double[] returns) {
    double mean = Sample.mean(returns);
    return Sample.mean(Arrays.stream(returns).map(r -> Math.abs(r - mean)).toArray());
  }

  /// Sharpe ratio of a year with a penalty for skewness and fat tails, `SR (1 + S/6 SR - (K-3)/24
  /// SR^2)`. **Source** Pézier & White (2006).
  public static double adjustedSharpe(double[] returns, double riskFree, double periodsPerYear) {
    double sharpe =
        (Returns.annual(returns, periodsPerYear) - riskFree)
            / Returns.annualVolatility(returns, periodsPerYear);
    HigherMoments moments = HigherMoments.of(returns);
    return sharpe
        * (1 + moments.skewness() / 6 * sharpe - (moments.kurtosis() - 3) / 24 * sharpe * sharpe);
  }

  /// Annual return over the root of the summed squares of losing runs, as PerformanceAnalytics
  /// prints it under Burke's name: a run is a stretch of negative returns, not a drawdown; the
  /// first return begins none; within a run returns are compounded as if they were percentages,
  /// which nearly adds them up. [RiskAdjusted#burke] is the definition.
  public static double burkeOfLosingRuns(double[] returns, double periodsPerYear) {
    double squares = 0;
    double run = 1;
    for (int i = 1; i <= returns.length; i++) {
      if (i < returns.length && returns[i] < 0) {
        run *= 1 + returns[i] / 100;
      } else {
        double depth = (run - 1) * 100;
        squares += depth * depth;
        run = 1;
      }
    }
    return Returns.annual(returns, periodsPerYear) / Math.sqrt(squares);
  }

  /// Rescaled range of the whole series, `ln(range of cumulated distances / sd) / ln n`: 0.5 for
  /// independent returns, above for trends.
  public static double hurstIndex(double[] returns) {
    double[] known = Sample.known(returns);
    double mean = Sample.mean(known);
    double sum = 0;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double r : known) {
      sum += r - mean;
      lowest = Math.min(lowest, sum);
      highest = Math.max(highest, sum);
    }
    return Math.log((highest - lowest) / Sample.deviation(known)) / Math.log(known.length);
  }
}
