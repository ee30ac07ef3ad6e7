package dev.nautilus.engines.ml.method;

/// Probabilities that never are 0 or 1.
public final class Probability {
  private static final double LEAST = 1e-15;

  private Probability() {}

  /// `1 / (1 + exp(-x))`.
  static double logistic(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  /// Within [1e-15, 1 - 1e-15], so that being wrong costs much, but not everything.
  public static double clipped(double probability) {
    return Math.clamp(probability, LEAST, 1 - LEAST);
  }

  /// Logarithmic loss, in nats: `-ln p` of what happened.
  public static double logLoss(double probability, double outcome) {
    double p = clipped(probability);
    return -(outcome == 1 ? StrictMath.log(p) : StrictMath.log(1 - p));
  }
}
