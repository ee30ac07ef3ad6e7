package dev.nautilus.engines.backtesting.method;

/// How much of a bar's volume the run may take, shared by all its orders in the bar.
///
/// **Source** zipline, `SlippageModel`: whole units of `limit * volume`, first come first served.
public final class VolumeBudget {
  private double left;

  /// A bar's budget.
  ///
  /// @param limit share of the volume, more than 0; 1 and above with volume 0 is still nothing.
  ///   Infinity for no limit
  public VolumeBudget(double limit, double volume) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("limit must be more than 0, was " + limit);
    }
    left = Double.isInfinite(limit) ? limit : Math.floor(limit * volume);
  }

  /// What can be had of a quantity now.
  public double available(double quantity) {
    return Math.min(quantity, left);
  }

  /// Takes it.
  public void take(double quantity) {
    left -= quantity;
  }
}
