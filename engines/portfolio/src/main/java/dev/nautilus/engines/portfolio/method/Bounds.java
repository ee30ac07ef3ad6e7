package dev.nautilus.engines.portfolio.method;

/// What each weight, and their sum, may be.
///
/// @param lower least weight of one asset; negative allows shorts
/// @param upper most weight of one asset
/// @param sum what all weights add up to: 1, or 0 for a market-neutral portfolio
public record Bounds(double lower, double upper, double sum) {
  /// Nothing short, all invested.
  public static final Bounds LONG_ONLY = new Bounds(0, 1, 1);

  public Bounds {
    if (!(lower <= upper) || !Double.isFinite(lower) || !Double.isFinite(upper)) {
      throw new IllegalArgumentException(
          "bounds must be finite with lower <= upper, were " + lower + " and " + upper);
    }
    if (!Double.isFinite(sum)) {
      throw new IllegalArgumentException("sum must be finite, was " + sum);
    }
  }

  /// Whether so many weights can add up to the sum.
  boolean allow(int assets) {
    return lower * assets <= sum + 1e-12 && upper * assets >= sum - 1e-12;
  }
}
