package dev.nautilus.quant.solve;

import java.util.function.DoubleUnaryOperator;

/// Where a function is 0, between two places at which its signs differ.
///
/// **Source** Brent (1973), Algorithms for Minimization Without Derivatives, ch. 4: inverse
/// quadratic or secant steps where they stay inside and shrink, else halves.
public final class Zero {
  private static final double EXACT = 1e-14;
  private static final int ROUNDS = 300;

  private final DoubleUnaryOperator function;
  private double oldest;
  private double best;
  private double other;
  private double atOldest;
  private double atBest;
  private double atOther;
  private double step;
  private double stepBefore;

  /// @param low its sign there differs from that at `high`
  public Zero(DoubleUnaryOperator function, double low, double high) {
    this.function = function;
    oldest = low;
    best = high;
    atOldest = function.applyAsDouble(low);
    atBest = function.applyAsDouble(high);
    restart();
  }

  private void restart() {
    other = oldest;
    atOther = atOldest;
    step = best - oldest;
    stepBefore = step;
  }

  /// The place, to the precision of a double.
  public double find() {
    for (int i = 0; i < ROUNDS; i++) {
      if (Math.signum(atBest) == Math.signum(atOther)) {
        restart();
      }
      if (Math.abs(atOther) < Math.abs(atBest)) {
        swap();
      }
      double tolerance = EXACT * (1 + Math.abs(best));
      double half = (other - best) / 2;
      if (Math.abs(half) <= tolerance || atBest == 0) {
        return best;
      }
      choose(half, tolerance);
      oldest = best;
      atOldest = atBest;
      best += Math.abs(step) > tolerance ? step : Math.copySign(tolerance, half);
      atBest = function.applyAsDouble(best);
    }
    return best;
  }

  private void swap() {
    oldest = best;
    best = other;
    other = oldest;
    atOldest = atBest;
    atBest = atOther;
    atOther = atOldest;
  }

  private void choose(double half, double tolerance) {
    if (Math.abs(stepBefore) < tolerance || Math.abs(atOldest) <= Math.abs(atBest)) {
      step = half;
      stepBefore = half;
      return;
    }
    double s = atBest / atOldest;
    double p = 2 * half * s;
    double q = 1 - s;
    if (oldest != other) {
      double t = atOldest / atOther;
      double r = atBest / atOther;
      p = s * (2 * half * t * (t - r) - (best - oldest) * (r - 1));
      q = (t - 1) * (r - 1) * (s - 1);
    }
    q = p > 0 ? -q : q;
    p = Math.abs(p);
    boolean taken =
        2 * p < 3 * half * q - Math.abs(tolerance * q) && p < Math.abs(stepBefore * q / 2);
    stepBefore = taken ? step : half;
    step = taken ? p / q : half;
  }
}
