package dev.nautilus.engines.risk.method;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;

/// What is lost in bad times: value at risk, and the mean loss beyond it. In the unit of the
/// returns, losses positive; negative where even bad times bring a gain.
///
/// @param var loss that is exceeded with probability `alpha` at most
/// @param es mean loss when at least that much is lost
/// @param valid false where the method left the domain it holds in
public record TailRisk(double var, double es, boolean valid) {
  private static final NormalDistribution NORMAL = new NormalDistribution();

  public TailRisk {
    // A loss of -0 is a loss of 0, in text too.
    var += 0.0;
    es += 0.0;
  }

  /// By the sample itself.
  ///
  /// **Definition** VaR is minus the `alpha` quantile (type 7: linear between order statistics), ES
  /// minus the mean of the returns at or below it. **Source** Hyndman & Fan (1996) for the
  /// quantile; Acerbi & Tasche (2002) for ES. **Undefined** without a return.
  public static Optional<TailRisk> historical(double[] returns, double alpha) {
    checkAlpha(alpha);
    if (returns.length == 0) {
      return Optional.empty();
    }
    double[] sorted = returns.clone();
    Arrays.sort(sorted);
    double quantile = quantile(sorted, alpha);
    double sum = 0;
    int count = 0;
    while (count < sorted.length && sorted[count] <= quantile) {
      sum += sorted[count++];
    }
    return Optional.of(new TailRisk(-quantile, -sum / count, true));
  }

  /// Quantile of type 7.
  ///
  /// @param sorted one value or more, ascending
  /// @param probability in [0, 1]
  static double quantile(double[] sorted, double probability) {
    double place = (sorted.length - 1) * probability;
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /// By the sample, newer returns counting more.
  ///
  /// **Definition** return i days old weighs `decay^i (1-decay)/(1-decay^n)`; VaR is minus the
  /// return at which the weights, from the worst return up, reach `alpha`; ES the weighted mean of
  /// the returns down to it. **Source** Boudoukh, Richardson & Whitelaw (1998), Risk 11(5).
  /// **Undefined** without a return.
  ///
  /// @param returns oldest first
  /// @param decay in (0, 1); 0.98 in the paper
  public static Optional<TailRisk> ageWeighted(double[] returns, double alpha, double decay) {
    checkAlpha(alpha);
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException("decay must be in (0, 1), was " + decay);
    }
    int n = returns.length;
    if (n == 0) {
      return Optional.empty();
    }
    double scale = (1 - decay) / (1 - Math.pow(decay, n));
    int[] worstFirst =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> returns[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double weight = 0;
    double sum = 0;
    for (int i : worstFirst) {
      double own = scale * Math.pow(decay, n - 1 - i);
      weight += own;
      sum += own * returns[i];
      if (weight >= alpha) {
        return Optional.of(new TailRisk(-returns[i], -sum / weight, true));
      }
    }
    // The weights sum to 1 but for rounding.
    return Optional.of(new TailRisk(-returns[worstFirst[n - 1]], -sum / weight, true));
  }

  /// As if returns were normal.
  ///
  /// **Definition** `VaR = -(μ + zσ)`, `ES = -μ + σφ(z)/alpha`, z the normal quantile of `alpha`, σ
  /// with divisor `n`. **Source** Jorion, Value at Risk (2007), ch. 5. **Undefined** below two
  /// returns.
  public static Optional<TailRisk> gaussian(double[] returns, double alpha) {
    checkAlpha(alpha);
    if (returns.length < 2) {
      return Optional.empty();
    }
    SampleMoments moments = SampleMoments.of(returns);
    return Optional.of(gaussian(moments.mean(), moments.deviation(), alpha));
  }

  /// As if returns were normal, with mean and standard deviation given.
  public static TailRisk gaussian(double mean, double deviation, double alpha) {
    checkAlpha(alpha);
    double z = NORMAL.inverseCumulativeProbability(alpha);
    return new TailRisk(
        -(mean + z * deviation), -mean + deviation * NORMAL.density(z) / alpha, true);
  }

  /// By the normal, corrected for skewness and kurtosis ("modified", Cornish-Fisher).
  ///
  /// **Definition** the quantile and shortfall of [CornishFisher] for S and K of the sample, taken
  /// times σ less μ; an ES below VaR is VaR. Not valid where the expansion is not monotone or ES
  /// had to be raised. **Source** Boudt, Peterson & Croux (2008), Journal of Risk 11(2).
  /// **Undefined** below two returns and where they do not vary.
  public static Optional<TailRisk> modified(double[] returns, double alpha) {
    checkAlpha(alpha);
    SampleMoments moments = SampleMoments.of(returns);
    if (returns.length < 2 || !(moments.second() > 0)) {
      return Optional.empty();
    }
    CornishFisher tail = CornishFisher.of(alpha, moments.skewness(), moments.excessKurtosis());
    double var = -moments.mean() - moments.deviation() * tail.quantile();
    double es = -moments.mean() + moments.deviation() * tail.shortfall();
    boolean valid = tail.isMonotone() && es >= var;
    return Optional.of(new TailRisk(var, Math.max(es, var), valid));
  }

  static void checkAlpha(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1), was " + alpha);
    }
  }
}
