package dev.nautilus.quant.performance;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// How sure one can be of a Sharpe ratio, given how short, skewed and fat-tailed the record is, and
/// how many were tried before it was picked. All Sharpe ratios here are per period, not per year.
///
/// **Sources** Bailey & López de Prado (2012), J. Risk 15(2), for the probabilistic Sharpe ratio;
/// (2014), J. Portfolio Management 40(5), for the deflated one.
public final class SharpeInference {
  private static final double EULER_MASCHERONI = 0.5772156649015329;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private SharpeInference() {}

  /// Probability that the true Sharpe ratio is above a benchmark's, `Phi((SR - SR*) sqrt(n-1) /
  /// sqrt(1 - skew SR + (kurt-1)/4 SR^2))`.
  ///
  /// **Unit** probability in [0, 1]. **Undefined** below two returns, and when the root's argument
  /// is not positive: the moments then contradict the formula's expansion.
  ///
  /// @param kurtosis 3 for a normal distribution
  public static double probabilistic(
      double sharpe, double benchmark, long count, double skewness, double kurtosis) {
    double spread = 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
    if (count < 2 || !(spread > 0)) {
      return Double.NaN;
    }
    return NORMAL.cumulativeProbability(
        (sharpe - benchmark) * Math.sqrt(count - 1.0) / Math.sqrt(spread));
  }

  /// The Sharpe ratio that the best of so many worthless trials is expected to show, `sd ((1-g)
  /// z(1-1/N) + g z(1-1/(N e)))`, `g` the Euler–Mascheroni constant.
  ///
  /// @param deviation standard deviation of the trials' Sharpe ratios, 0 or more
  /// @param trials independent trials, 1 or more; 1 expects 0
  public static double expectedMaximum(double deviation, double trials) {
    if (!(trials >= 1)) {
      throw new IllegalArgumentException("trials must be 1 or more, was " + trials);
    }
    if (trials == 1) {
      return 0;
    }
    double best = NORMAL.inverseCumulativeProbability(1 - 1 / trials);
    double next = NORMAL.inverseCumulativeProbability(1 - 1 / (trials * Math.E));
    return deviation * ((1 - EULER_MASCHERONI) * best + EULER_MASCHERONI * next);
  }

  /// Probability that a Sharpe ratio picked as the best of many trials is above what luck alone
  /// would show: the probabilistic one against [#expectedMaximum]. In [0, 1].
  ///
  /// @param picked returns of the trial that was picked
  /// @param deviation standard deviation of the Sharpe ratios of all trials
  /// @param trials how many there were
  public static double deflated(double[] picked, double deviation, double trials) {
    HigherMoments moments = HigherMoments.of(picked);
    return probabilistic(
        moments.mean() / moments.deviation(),
        expectedMaximum(deviation, trials),
        moments.count(),
        moments.skewness(),
        moments.kurtosis());
  }

  /// Returns needed until a Sharpe ratio is above a benchmark's with a confidence, `1 + (1 - skew
  /// SR + (kurt-1)/4 SR^2) (z / (SR - SR*))^2`. Undefined when it is not above it.
  public static double minimumTrackRecord(
      double sharpe, double benchmark, double confidence, double skewness, double kurtosis) {
    if (!(sharpe > benchmark)) {
      return Double.NaN;
    }
    double z = NORMAL.inverseCumulativeProbability(confidence) / (sharpe - benchmark);
    return 1 + (1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe) * z * z;
  }
}
