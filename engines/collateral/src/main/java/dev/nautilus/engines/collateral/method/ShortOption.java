package dev.nautilus.engines.collateral.method;

import dev.nautilus.engines.collateral.method.OptionContract.Right;
import java.math.BigDecimal;

/// What a short option that nothing covers requires.
///
/// **Definition** `premium + max(share * U - out of the money, 10 % of U [call] or of K [put])`;
/// the share is 20 % for equities and narrow indices, 15 % for broad ones. **Unit** money, of all
/// contracts together; it contains the premium. **Source** FINRA Rule 4210(f)(2)(D), Cboe Rule
/// 10.3.
public final class ShortOption {
  private static final BigDecimal EQUITY = new BigDecimal("0.20");
  private static final BigDecimal BROAD_INDEX = new BigDecimal("0.15");
  private static final BigDecimal LEAST = new BigDecimal("0.10");

  private ShortOption() {}

  /// Part of the underlying that counts.
  ///
  /// @param broadIndex whether the underlying is a broad index
  public static BigDecimal share(boolean broadIndex) {
    return broadIndex ? BROAD_INDEX : EQUITY;
  }

  /// The requirement.
  ///
  /// @param leg its contracts count without their sign
  /// @param price of the underlying, 0 or more
  public static BigDecimal requirement(OptionLeg leg, BigDecimal price, BigDecimal share) {
    return single(leg, price, share)
        .add(leg.premium())
        .multiply(leg.multiplier())
        .multiply(BigDecimal.valueOf(Math.abs(leg.contracts())));
  }

  /// Of one unit, without the premium.
  static BigDecimal single(OptionLeg leg, BigDecimal price, BigDecimal share) {
    boolean call = leg.right() == Right.CALL;
    BigDecimal outside =
        (call ? leg.strike().subtract(price) : price.subtract(leg.strike())).max(BigDecimal.ZERO);
    BigDecimal least = LEAST.multiply(call ? price : leg.strike());
    return share.multiply(price).subtract(outside).max(least);
  }
}
