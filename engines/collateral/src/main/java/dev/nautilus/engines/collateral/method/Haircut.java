package dev.nautilus.engines.collateral.method;

/// What collateral counts, after what it might lose until it can be sold.
///
/// **Definition** `C (1 - Hc - Hfx)`, not less than 0; a haircut of a horizon `T0` scales to
/// another by `sqrt(T / T0)`. **Unit** money. **Source** Basel III, CRE22 (standardised haircuts,
/// ten days), SEC Rule 15c3-1.
public final class Haircut {
  /// For another currency than that of the account, over ten days (CRE22.52).
  public static final double FOREIGN_CURRENCY = 0.08;

  private Haircut() {}

  /// What collateral counts.
  ///
  /// @param value at its mark
  /// @param own haircut of its kind, a fraction
  /// @param foreign haircut of its currency, 0 in the account's own
  public static double collateral(double value, double own, double foreign) {
    return value * Math.max(0, 1 - own - foreign);
  }

  /// A haircut over another horizon.
  ///
  /// @param days wanted, more than 0
  /// @param givenDays that it was given for, more than 0
  public static double scaled(double haircut, double days, double givenDays) {
    if (!(days > 0) || !(givenDays > 0)) {
      throw new IllegalArgumentException(
          "days must be more than 0, were " + days + " and " + givenDays);
    }
    return haircut * Math.sqrt(days / givenDays);
  }
}
