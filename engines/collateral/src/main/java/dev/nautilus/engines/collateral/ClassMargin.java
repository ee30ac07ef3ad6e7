package dev.nautilus.engines.collateral;

import java.math.BigDecimal;
import java.util.List;

/// Everything on one underlying, in the account's currency.
///
/// @param value longs less shorts
/// @param exposure what moves with the underlying's shares, without sign
/// @param foreign whether it is in another currency
/// @param initial required to open, of an equity that counts options at their worth
/// @param maintenance required to keep, likewise
/// @param gains at the ten prices of portfolio margin; empty under other rules
/// @param optionUnits contracts times multiplier, without sign
/// @param missing what is not known; empty when all is
record ClassMargin(
    String underlying,
    BigDecimal value,
    BigDecimal exposure,
    boolean foreign,
    BigDecimal initial,
    BigDecimal maintenance,
    List<Double> gains,
    double optionUnits,
    boolean simulated,
    String missing) {

  static ClassMargin missing(String underlying, String what) {
    BigDecimal zero = BigDecimal.ZERO;
    return new ClassMargin(underlying, zero, zero, false, zero, zero, List.of(), 0, false, what);
  }

  boolean isKnown() {
    return missing.isEmpty();
  }

  ClassMargin withForeign(boolean other) {
    return new ClassMargin(
        underlying,
        value,
        exposure,
        other,
        initial,
        maintenance,
        gains,
        optionUnits,
        simulated,
        missing);
  }
}
