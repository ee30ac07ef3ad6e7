package dev.nautilus.engines.risk.method;

/// Variance of returns that fades exponentially, mean taken as 0; O(1) an update.
///
/// **Definition** `h = λh + (1-λ)r²`, begun with the mean of the first squared returns. **Unit**
/// that of a squared return. **Source** J.P. Morgan/Reuters, RiskMetrics Technical Document (1996),
/// λ = 0.94 for days. **Undefined** (`NaN`) without returns to begin with.
public final class EwmaVariance {
  /// λ for days.
  public static final double DAILY_LAMBDA = 0.94;

  private final double lambda;
  private double value;

  /// Goes on from a variance.
  ///
  /// @param lambda in (0, 1)
  /// @param start variance before the first update, 0 or more; `NaN` when not known
  public EwmaVariance(double lambda, double start) {
    if (!(lambda > 0 && lambda < 1)) {
      throw new IllegalArgumentException("lambda must be in (0, 1), was " + lambda);
    }
    this.lambda = lambda;
    value = start;
  }

  /// The mean of the first squared returns, of all when there are fewer.
  public static double start(double[] returns, int count) {
    double sum = 0;
    int used = Math.min(count, returns.length);
    for (int i = 0; i < used; i++) {
      sum += returns[i] * returns[i];
    }
    return sum / used;
  }

  /// Takes the next return in.
  ///
  /// @return variance expected of the return after it
  public double add(double change) {
    value = lambda * value + (1 - lambda) * change * change;
    return value;
  }

  /// Variance expected of the next return.
  public double value() {
    return value;
  }
}
