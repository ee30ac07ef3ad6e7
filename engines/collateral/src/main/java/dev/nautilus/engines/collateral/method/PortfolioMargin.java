package dev.nautilus.engines.collateral.method;

import java.util.Arrays;
import java.util.List;

/// Margin by what a class of positions would lose.
///
/// **Definition** everything on one underlying is revalued at ten equidistant prices, options at
/// the volatility that their premium implies; the worst sum counts, but not less than 0.375 for
/// each unit of each option contract. Between related classes part of a gain offsets a loss.
/// **Unit** money of the underlying's currency. **Source** FINRA Rule 4210(g), OCC's TIMS.
/// **Undefined** nothing: without positions it is 0.
public final class PortfolioMargin {
  /// For each unit that a contract delivers.
  public static final double LEAST_A_UNIT = 0.375;

  private static final int POINTS = 10;

  private PortfolioMargin() {}

  /// How far prices are moved.
  ///
  /// @param down fraction, 0 or less
  /// @param up fraction, 0 or more
  public record Range(double down, double up) {
    /// Shares and narrow indices.
    public static final Range EQUITY = new Range(-0.15, 0.15);

    /// Broad indices of large companies.
    public static final Range LARGE_INDEX = new Range(-0.08, 0.06);

    /// Other broad indices.
    public static final Range BROAD_INDEX = new Range(-0.10, 0.10);
  }

  /// What a class gains at each of the ten prices, from the lowest to the highest; negative is a
  /// loss.
  public static double[] gains(double price, List<ScanLeg> legs, Range range) {
    double[] gains = new double[POINTS];
    for (ScanLeg leg : legs) {
      double modelled = leg.model(price);
      for (int i = 0; i < POINTS; i++) {
        double move = range.down() + (range.up() - range.down()) * i / (POINTS - 1);
        gains[i] += leg.gain(price * (1 + move), 0, modelled);
      }
    }
    return gains;
  }

  /// The least that option contracts require.
  ///
  /// @param units contracts times multiplier, long and short, without sign
  public static double least(double units) {
    return LEAST_A_UNIT * Math.abs(units);
  }

  /// Of one class.
  ///
  /// @param optionUnits contracts times multiplier, without sign
  public static double requirement(double[] gains, double optionUnits) {
    double worst = Math.max(0, -Arrays.stream(gains).min().orElse(0));
    return Math.max(worst, least(optionUnits));
  }

  /// Of related classes together: losses count in full, gains at the same price in part.
  ///
  /// @param gains by class, then price
  /// @param offset part of a gain that counts, 0.75 to 0.90
  public static double related(List<double[]> gains, double offset, double optionUnits) {
    double[] sum = new double[POINTS];
    for (double[] each : gains) {
      for (int i = 0; i < POINTS; i++) {
        sum[i] += each[i] > 0 ? offset * each[i] : each[i];
      }
    }
    return requirement(sum, optionUnits);
  }
}
