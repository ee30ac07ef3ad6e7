package dev.nautilus.engines.portfolio.method;

/// From what is held to what should be held, without trading for nothing.
///
/// **Definition** a weight that is off by less than the band stays as it is; when what is left to
/// trade, `sum |w* - w| / 2`, is more than the cap, all trades shrink by the same factor. **Unit**
/// fractions of the net asset value. **Source** no-trade region: Davis & Norman (1990), Math. of
/// Operations Research 15(4).
public final class Rebalancing {
  private Rebalancing() {}

  /// Weights to trade to.
  ///
  /// @param held at present
  /// @param wanted by the optimiser
  /// @param band 0 or more, 0.0025 for a quarter of a percent
  /// @param turnoverCap more than 0; 1 exchanges everything
  public static double[] weights(double[] held, double[] wanted, double band, double turnoverCap) {
    double[] target = new double[held.length];
    double turnover = 0;
    for (int i = 0; i < held.length; i++) {
      boolean moves = Math.abs(wanted[i] - held[i]) >= band;
      target[i] = moves ? wanted[i] : held[i];
      turnover += Math.abs(target[i] - held[i]) / 2;
    }
    if (turnover > turnoverCap) {
      for (int i = 0; i < held.length; i++) {
        target[i] = held[i] + (target[i] - held[i]) * turnoverCap / turnover;
      }
    }
    return target;
  }
}
