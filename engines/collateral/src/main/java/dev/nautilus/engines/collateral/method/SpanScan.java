package dev.nautilus.engines.collateral.method;

import java.util.Arrays;
import java.util.List;

/// Margin by sixteen scenarios.
///
/// **Definition** price moves of 0, 1/3, 2/3 and the whole of the scan range up and down, each with
/// the volatility up and down, and twice the range either way, of which 35 % counts. The scan risk
/// is the largest loss; with what spreads between months and delivery add, less what other
/// commodities offset, not less than the short option minimum, and less the net value of the
/// options. **Unit** money. **Source** CME SPAN; risk arrays as in McMillan, Options as a Strategic
/// Investment.
///
/// @param priceRange scan range of the price, in its unit, more than 0
/// @param volatilityRange added to and taken off volatilities
/// @param extreme ranges that the last two scenarios move, 2 to 3
/// @param cover part of the last two that counts, 0.33 to 0.35
public record SpanScan(double priceRange, double volatilityRange, double extreme, double cover) {
  private static final int SCENARIOS = 16;
  private static final double[] THIRDS = {0, 1, -1, 2, -2, 3, -3};

  public SpanScan {
    if (!(priceRange > 0) || !(volatilityRange >= 0)) {
      throw new IllegalArgumentException(
          "ranges must be more than 0, were " + priceRange + " and " + volatilityRange);
    }
  }

  /// With the usual extreme move: twice the range, of which 35 % counts.
  public static SpanScan of(double priceRange, double volatilityRange) {
    return new SpanScan(priceRange, volatilityRange, 2, 0.35);
  }

  /// What positions gain in each scenario, in SPAN's order; negative is a loss.
  public double[] gains(double price, List<ScanLeg> legs) {
    double[] gains = new double[SCENARIOS];
    for (ScanLeg leg : legs) {
      double modelled = leg.model(price);
      int place = 0;
      for (double third : THIRDS) {
        double moved = price + third / 3 * priceRange;
        gains[place++] += leg.gain(moved, volatilityRange, modelled);
        gains[place++] += leg.gain(moved, -volatilityRange, modelled);
      }
      gains[place++] += cover * leg.gain(price + extreme * priceRange, 0, modelled);
      gains[place] += cover * leg.gain(price - extreme * priceRange, 0, modelled);
    }
    return gains;
  }

  /// The largest loss, 0 or more.
  public static double scanRisk(double[] gains) {
    return Math.max(0, -Arrays.stream(gains).min().orElse(0));
  }

  /// What is added to and taken off the scan risk of one commodity.
  ///
  /// @param interMonth between months, 0 or more
  /// @param spot for delivery, 0 or more
  /// @param credit of other commodities, 0 or more
  /// @param shortOptions least of all short options together, 0 or more
  /// @param netOptionValue longs less shorts
  public record Charges(
      double interMonth, double spot, double credit, double shortOptions, double netOptionValue) {
    /// None of them.
    public static final Charges NONE = new Charges(0, 0, 0, 0, 0);
  }

  /// The requirement; 0 when long options are worth more than the risk.
  public static double requirement(double[] gains, Charges charges) {
    double risk = scanRisk(gains) + charges.interMonth() + charges.spot() - charges.credit();
    return Math.max(0, Math.max(risk, charges.shortOptions()) - charges.netOptionValue());
  }
}
