package dev.nautilus.engines.portfolio.method;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/// A fill as the book sees it.
///
/// @param quantity negative when sold, never 0
/// @param price may be negative
/// @param commission paid; negative for a rebate
/// @param at when (UTC)
public record Deal(BigDecimal quantity, BigDecimal price, BigDecimal commission, Instant at) {
  private static final int SPLIT_DIGITS = 8;

  public Deal {
    if (quantity.signum() == 0) {
      throw new IllegalArgumentException("quantity must not be 0");
    }
  }

  /// The first part of it, with its share of the commission.
  Deal part(BigDecimal first) {
    BigDecimal share =
        commission
            .multiply(first)
            .divide(quantity, Math.max(SPLIT_DIGITS, commission.scale()), RoundingMode.HALF_EVEN);
    return new Deal(first, price, share, at);
  }

  /// What is left of it after a part: quantities and commissions add up.
  Deal rest(Deal part) {
    return new Deal(
        quantity.subtract(part.quantity), price, commission.subtract(part.commission), at);
  }
}
