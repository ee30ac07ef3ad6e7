package dev.nautilus.engines.analytics.method;

import java.util.Arrays;
import java.util.Optional;

/// Value at risk and expected shortfall from a generalised Pareto distribution of large losses.
///
/// **Definition** losses at or above a threshold are fitted by maximum likelihood; the threshold
/// begins at 0.2 and is halved until shape and value at risk are positive. **Unit** fractions of a
/// period, positive for losses. **Source** Gilli & Këllezi (2006), Computational Economics 27(2);
/// the choices are those of empyrical, `gpd_risk_estimates`. **Undefined**, all 0, below three
/// returns and when no threshold gives a fit.
///
/// @param threshold from which losses were fitted
/// @param scale of the distribution
/// @param shape of the distribution, above 0 for a fat tail
/// @param valueAtRisk loss that is exceeded with the probability
/// @param expectedShortfall mean of the losses beyond it
public record TailLoss(
    double threshold, double scale, double shape, double valueAtRisk, double expectedShortfall) {
  private static final double FIRST_THRESHOLD = 0.2;
  private static final double LAST_THRESHOLD = 1e-9;

  /// No fit.
  public static final TailLoss NONE = new TailLoss(0, 0, 0, 0, 0);

  /// Fits.
  ///
  /// @param probability of the tail, in (0, 1)
  public static TailLoss of(double[] returns, double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException("probability must be in (0, 1), was " + probability);
    }
    double[] losses = Arrays.stream(returns).map(r -> -r).filter(loss -> loss > 0).toArray();
    double threshold = FIRST_THRESHOLD;
    while (returns.length >= 3 && threshold > LAST_THRESHOLD) {
      double limit = threshold;
      double[] beyond = Arrays.stream(losses).filter(loss -> loss >= limit).toArray();
      TailLoss fit = fit(beyond, threshold, probability * losses.length / beyond.length);
      if (fit.shape > 0 && fit.valueAtRisk > 0) {
        return fit;
      }
      threshold /= 2;
    }
    return NONE;
  }

  private static TailLoss fit(double[] losses, double threshold, double share) {
    Optional<double[]> found =
        losses.length == 0
            ? Optional.empty()
            : Simplex.minimum(at -> -logLikelihood(losses, at[0], at[1]), new double[] {1, 1});
    if (found.isEmpty() || !(found.get()[1] > 0)) {
      return NONE;
    }
    double scale = found.get()[0];
    double shape = found.get()[1];
    double valueAtRisk = threshold + scale / shape * (Math.pow(share, -shape) - 1);
    double shortfall =
        shape == 1 ? 0 : valueAtRisk / (1 - shape) + (scale - shape * threshold) / (1 - shape);
    return new TailLoss(threshold, scale, shape, valueAtRisk, shortfall);
  }

  private static double logLikelihood(double[] losses, double scale, double shape) {
    int n = losses.length;
    if (shape == 0) {
      return scale < 0
          ? -Double.MAX_VALUE
          : -n * Math.log(scale) - Arrays.stream(losses).sum() / scale;
    }
    if (scale <= 0 || shape / scale < 0) {
      return -Double.MAX_VALUE;
    }
    double sum = 0;
    for (double loss : losses) {
      sum += Math.log(shape / scale * loss + 1);
    }
    return -n * Math.log(scale) - (1 / shape + 1) * sum;
  }
}
