package dev.nautilus.engines.enhancedvpin.method;

/// Straight line `y = intercept + slope x` through a stream of points, older ones fading by a
/// factor: recursive least squares with forgetting. With the factor 1 it is ordinary least squares.
///
/// O(1) for each point, by weighted means and centred sums, so that a large level of x or y costs
/// no digits. `NaN` before two points, and where x did not vary.
///
/// **Source** weighted update after West (1979), Communications of the ACM 22(9); for price impact:
/// Kyle (1985), Econometrica 53(6), and Cont, Kukanov & Stoikov (2014).
public final class DecayingRegression {
  private final double factor;
  private State sums = new State(0, 0, 0, 0, 0, 0, 0);

  /// What to go on from.
  ///
  /// @param count points
  /// @param weight sum of weights
  /// @param xx weighted sum of squared distances of x from its mean
  public record State(
      long count, double weight, double meanX, double meanY, double xx, double xy, double yy) {}

  /// No points yet.
  ///
  /// @param factor weight of a point against the one after it, more than 0 and up to 1; 0.99 as
  ///   published for price impact
  public DecayingRegression(double factor) {
    if (!(factor > 0) || factor > 1) {
      throw new IllegalArgumentException("factor must be more than 0 and up to 1, was " + factor);
    }
    this.factor = factor;
  }

  /// Takes a point in; one that is not a number is left out.
  public void add(double x, double y) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      return;
    }
    double weight = factor * sums.weight + 1;
    double dx = x - sums.meanX;
    double dy = y - sums.meanY;
    double meanX = sums.meanX + dx / weight;
    double meanY = sums.meanY + dy / weight;
    sums =
        new State(
            sums.count + 1,
            weight,
            meanX,
            meanY,
            factor * sums.xx + dx * (x - meanX),
            factor * sums.xy + dx * (y - meanY),
            factor * sums.yy + dy * (y - meanY));
  }

  /// Change of y for one more of x.
  public double slope() {
    return sums.count < 2 || sums.xx <= 0 ? Double.NaN : sums.xy / sums.xx;
  }

  /// The line's y at x = 0.
  public double intercept() {
    return sums.meanY - slope() * sums.meanX;
  }

  /// Share of the variance of y that the line explains, in [0, 1].
  public double explained() {
    return sums.yy <= 0 ? Double.NaN : slope() * sums.xy / sums.yy;
  }

  /// Points seen.
  public long count() {
    return sums.count;
  }

  /// What to go on from.
  public State state() {
    return sums;
  }

  /// Goes on from a state.
  public DecayingRegression restore(State state) {
    sums = state;
    return this;
  }
}
