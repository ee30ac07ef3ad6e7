package dev.nautilus.engines.collateral.method;

import dev.nautilus.engines.collateral.method.OptionContract.Right;
import java.math.BigDecimal;
import java.time.LocalDate;

/// Some contracts of one option.
///
/// @param premium present price of one unit, 0 or more
/// @param contracts negative when short
/// @param multiplier units of the underlying in one contract: 100, another number when it was
///   adjusted
public record OptionLeg(
    Right right,
    BigDecimal strike,
    LocalDate expiry,
    BigDecimal premium,
    int contracts,
    BigDecimal multiplier) {

  public OptionLeg {
    if (premium.signum() < 0) {
      throw new IllegalArgumentException("premium must be 0 or more, was " + premium);
    }
    if (multiplier.signum() <= 0) {
      throw new IllegalArgumentException("multiplier must be more than 0, was " + multiplier);
    }
  }

  /// The same with another number of contracts.
  OptionLeg of(int number) {
    return new OptionLeg(right, strike, expiry, premium, number, multiplier);
  }

  /// What it is worth now; negative when short.
  public BigDecimal value() {
    return premium.multiply(multiplier).multiply(BigDecimal.valueOf(contracts));
  }

  /// What it pays at expiry; negative when short.
  BigDecimal payoff(BigDecimal price) {
    return right.payoff(price, strike).multiply(multiplier).multiply(BigDecimal.valueOf(contracts));
  }
}
