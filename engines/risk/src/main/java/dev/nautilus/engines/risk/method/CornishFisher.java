package dev.nautilus.engines.risk.method;

import org.hipparchus.distribution.continuous.NormalDistribution;

/// Quantile and expected shortfall of a standardised variable whose skewness and kurtosis differ
/// from the normal's.
///
/// **Definition** with z the normal quantile of `alpha`, the quantile is `h = z + (z²-1)S/6 +
/// (z³-3z)K/24 - (2z³-5z)S²/36`, the shortfall `E = φ(h)/alpha · (1 + h³S/6 + (h⁴-2h²-1)K/24 +
/// (h⁶-9h⁴+9h²+3)S²/72)`. **Source** Boudt, Peterson & Croux (2008), Journal of Risk 11(2); the
/// domain by Maillard (2012), "A user's guide to the Cornish Fisher expansion".
///
/// @param alpha tail probability, in (0, 1)
/// @param skewness S
/// @param excessKurtosis K
/// @param quantile h, in standard deviations; negative for a loss
/// @param shortfall E, in standard deviations; positive for a loss
record CornishFisher(
    double alpha, double skewness, double excessKurtosis, double quantile, double shortfall) {
  private static final NormalDistribution NORMAL = new NormalDistribution();

  /// Normal quantile of 99.9 %.
  private static final double FAR = 3.09;

  static CornishFisher of(double alpha, double skewness, double excessKurtosis) {
    double z = NORMAL.inverseCumulativeProbability(alpha);
    double h =
        z
            + (z * z - 1) * skewness / 6
            + (z * z * z - 3 * z) * excessKurtosis / 24
            - (2 * z * z * z - 5 * z) * skewness * skewness / 36;
    double shortfall = NORMAL.density(h) / alpha * (1 + polynomial(h, skewness, excessKurtosis));
    return new CornishFisher(alpha, skewness, excessKurtosis, h, shortfall);
  }

  private static double polynomial(double h, double s, double k) {
    return h * h * h * s / 6 + forKurtosis(h) * k / 24 + forSquare(h) * s * s / 72;
  }

  private static double forKurtosis(double h) {
    double square = h * h;
    return square * square - 2 * square - 1;
  }

  private static double forSquare(double h) {
    double square = h * h;
    return square * square * square - 9 * square * square + 9 * square + 3;
  }

  /// Whether quantiles of this skewness and kurtosis rise with the probability, between 0.1 % and
  /// 99.9 %. Where they do not, they are no quantiles.
  boolean isMonotone() {
    double a = excessKurtosis / 8 - skewness * skewness / 6;
    double b = skewness / 3;
    double c = 1 - excessKurtosis / 8 + 5 * skewness * skewness / 36;
    double lowest = Math.min(slope(a, b, c, FAR), slope(a, b, c, -FAR));
    double turn = -b / (2 * a);
    if (Math.abs(turn) < FAR) {
      lowest = Math.min(lowest, slope(a, b, c, turn));
    }
    return lowest > 0;
  }

  private static double slope(double a, double b, double c, double z) {
    return a * z * z + b * z + c;
  }

  /// How much the quantile changes when skewness and kurtosis change by so much.
  double quantileChange(double skewnessChange, double kurtosisChange) {
    double z = NORMAL.inverseCumulativeProbability(alpha);
    return (z * z - 1) / 6 * skewnessChange
        + (z * z * z - 3 * z) / 24 * kurtosisChange
        - (2 * z * z * z - 5 * z) / 18 * skewness * skewnessChange;
  }

  /// How much the shortfall changes when skewness and kurtosis change by so much.
  double shortfallChange(double skewnessChange, double kurtosisChange) {
    double h = quantile;
    double slope =
        h * h * skewness / 2
            + (4 * h * h * h - 4 * h) * excessKurtosis / 24
            + (6 * Math.pow(h, 5) - 36 * h * h * h + 18 * h) * skewness * skewness / 72;
    double byQuantile = slope - h * (1 + polynomial(h, skewness, excessKurtosis));
    double bySkewness = h * h * h / 6 + forSquare(h) * skewness / 36;
    double byKurtosis = forKurtosis(h) / 24;
    return NORMAL.density(h)
        / alpha
        * (byQuantile * quantileChange(skewnessChange, kurtosisChange)
            + bySkewness * skewnessChange
            + byKurtosis * kurtosisChange);
  }
}
