package dev.nautilus.engines.portfolio.method;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;

/// Units that were opened together, or all units of a position kept at average cost.
///
/// @param quantity negative when short, never 0
/// @param worth what they were worth when opened, of the sign that goes with it
/// @param since when the first of them was opened (UTC)
public record Lot(BigDecimal quantity, BigDecimal worth, Instant since) {
  /// Far below any minor unit. What a cut leaves over stays with the rest: nothing is lost.
  private static final int DIGITS = 18;

  /// What so many of the units were worth.
  ///
  /// @param part of the sign of the quantity and not more than it
  BigDecimal worthOf(BigDecimal part) {
    return part.compareTo(quantity) == 0
        ? worth
        : worth
            .multiply(part)
            .divide(quantity, MathContext.DECIMAL128)
            .setScale(DIGITS, RoundingMode.HALF_EVEN);
  }

  /// The units that are left.
  Lot without(BigDecimal part) {
    return new Lot(quantity.subtract(part), worth.subtract(worthOf(part)), since);
  }

  /// Both together.
  Lot with(Lot other) {
    return new Lot(quantity.add(other.quantity), worth.add(other.worth), since);
  }
}
