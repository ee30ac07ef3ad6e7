package dev.nautilus.engines.collateral.method;

import java.math.BigDecimal;

/// What an account may still buy.
///
/// **Definition** the special memorandum account keeps what the initial requirement once left free:
/// `SMA = max(SMA before, equity - initial)`; buying power is twice of it. A pattern day trader
/// with enough equity buys four times the excess over maintenance while the market is open.
/// **Unit** money, 0 or more. **Source** Regulation T, 12 CFR 220.5; FINRA Rule 4210(f)(8). FINRA
/// has proposed to replace the day trading rules: which limits hold is a setting.
public final class BuyingPower {
  private static final BigDecimal REG_T = new BigDecimal("2");
  private static final BigDecimal DAY_TRADER = new BigDecimal("4");

  private BuyingPower() {}

  /// The special memorandum account.
  public static BigDecimal memorandum(BigDecimal before, BigDecimal equity, BigDecimal initial) {
    return before.max(equity.subtract(initial)).max(BigDecimal.ZERO);
  }

  /// Under Regulation T; nothing below the least equity.
  public static BigDecimal regT(BigDecimal memorandum, BigDecimal equity, BigDecimal least) {
    return equity.compareTo(least) < 0 ? BigDecimal.ZERO : memorandum.multiply(REG_T);
  }

  /// Of a day trader while the market is open.
  public static BigDecimal dayTrader(BigDecimal excess) {
    return excess.max(BigDecimal.ZERO).multiply(DAY_TRADER);
  }

  /// How many times its money an account may hold.
  ///
  /// @param open whether the market is
  public static BigDecimal leverage(boolean dayTrader, boolean open) {
    return dayTrader && open ? DAY_TRADER : REG_T;
  }
}
