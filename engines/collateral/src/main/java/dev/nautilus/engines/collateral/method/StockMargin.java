package dev.nautilus.engines.collateral.method;

import java.math.BigDecimal;
import java.math.MathContext;

/// What shares require, of the equity of an account (cash + longs - shorts).
///
/// **Definition** initial 50 % of what is long or short (a short's proceeds stay in the account:
/// 150 % together). Maintenance 25 % of what is long; of what is short the greater of 5 a share and
/// 30 % from a price of 5 on, of 2.50 a share and 100 % below. **Unit** money. **Source**
/// Regulation T, 12 CFR 220.12; FINRA Rule 4210(c).
public final class StockMargin {
  private static final BigDecimal INITIAL = new BigDecimal("0.50");
  private static final BigDecimal LONG = new BigDecimal("0.25");
  private static final BigDecimal SHORT = new BigDecimal("0.30");
  private static final BigDecimal PENNY_LIMIT = new BigDecimal("5");
  private static final BigDecimal LEAST_A_SHARE = new BigDecimal("5");
  private static final BigDecimal LEAST_A_PENNY_SHARE = new BigDecimal("2.50");

  private StockMargin() {}

  /// To open.
  ///
  /// @param shares negative when short
  public static BigDecimal initial(BigDecimal shares, BigDecimal price) {
    return shares.multiply(price).abs().multiply(INITIAL);
  }

  /// To open, at another leverage: 2 of Regulation T, 4 of a day trader while the market is open.
  ///
  /// @param leverage what can be bought for one unit of money, more than 0
  public static BigDecimal initial(BigDecimal shares, BigDecimal price, BigDecimal leverage) {
    return shares.multiply(price).abs().divide(leverage, MathContext.DECIMAL128);
  }

  /// To keep.
  ///
  /// @param shares negative when short
  /// @param price a negative one requires nothing of a long and its least of a short
  public static BigDecimal maintenance(BigDecimal shares, BigDecimal price) {
    BigDecimal worth = shares.abs().multiply(price.max(BigDecimal.ZERO));
    if (shares.signum() >= 0) {
      return worth.multiply(LONG);
    }
    boolean penny = price.compareTo(PENNY_LIMIT) < 0;
    BigDecimal least = shares.abs().multiply(penny ? LEAST_A_PENNY_SHARE : LEAST_A_SHARE);
    return least.max(penny ? worth : worth.multiply(SHORT));
  }
}
