package dev.nautilus.engines.portfolio.method;

import java.math.BigDecimal;
import java.math.MathContext;

/// What one unit of an instrument is worth at a price.
///
/// @param kind how price becomes money
/// @param multiplier money per unit and point of price, more than 0
public record Contract(Kind kind, BigDecimal multiplier) {
  /// A share: worth its price, paid when bought.
  public static final Contract SHARE = new Contract(Kind.SPOT, BigDecimal.ONE);

  /// How price becomes money.
  public enum Kind {
    /// Worth price times multiplier, paid in full when bought: shares, currencies, options, coins.
    SPOT,
    /// The same worth, but only its changes are paid: a future.
    FUTURE,
    /// Quoted in one currency, settled in the other: a unit is worth multiplier over price there.
    /// Only changes are paid.
    INVERSE
  }

  public Contract {
    if (multiplier.signum() <= 0) {
      throw new IllegalArgumentException("multiplier must be more than 0, was " + multiplier);
    }
  }

  /// Whether buying takes the whole worth out of the account.
  public boolean isPaidInFull() {
    return kind == Kind.SPOT;
  }

  /// What profit is measured in: the worth of one unit, rising with the price. That of an inverse
  /// contract is negative, `-multiplier / price`, so that `quantity * (worth(mark) - worth(open))`
  /// is `quantity * (1/open - 1/mark)`.
  ///
  /// **Unit** settlement currency per unit.
  ///
  /// @throws IllegalArgumentException for an inverse contract at a price of 0 or less
  public BigDecimal worth(BigDecimal price) {
    if (kind != Kind.INVERSE) {
      return price.multiply(multiplier);
    }
    if (price.signum() <= 0) {
      throw new IllegalArgumentException(
          "the price of an inverse contract must be more than 0, was " + price);
    }
    return multiplier.negate().divide(price, MathContext.DECIMAL128);
  }

  /// The price at which so many units are worth so much.
  ///
  /// @param quantity not 0
  BigDecimal price(BigDecimal quantity, BigDecimal worth) {
    return kind == Kind.INVERSE
        ? quantity.multiply(multiplier).negate().divide(worth, MathContext.DECIMAL128)
        : worth.divide(quantity.multiply(multiplier), MathContext.DECIMAL128);
  }
}
