package dev.nautilus.engines.collateral.method;

import java.math.BigDecimal;
import java.math.MathContext;

/// How an account stands.
///
/// **Definition** by equity over maintenance: from 1.25 on all is well, below a warning, below 1 a
/// call, below 0.9 positions are sold. Without a requirement all is well unless the equity is
/// negative. **Source** the fleet's call levels; brokers set their own above FINRA Rule 4210.
public enum MarginLevel {
  /// Enough.
  OK,
  /// Near a call.
  WARN,
  /// Called.
  CALL,
  /// Too deep to wait.
  LIQUIDATE;

  private static final BigDecimal ENOUGH = new BigDecimal("1.25");
  private static final BigDecimal SOLD_BELOW = new BigDecimal("0.9");

  /// The level.
  ///
  /// @param maintenance 0 or more
  public static MarginLevel of(BigDecimal equity, BigDecimal maintenance) {
    if (maintenance.signum() == 0) {
      return equity.signum() < 0 ? LIQUIDATE : OK;
    }
    BigDecimal ratio = equity.divide(maintenance, MathContext.DECIMAL64);
    if (ratio.compareTo(SOLD_BELOW) < 0) {
      return LIQUIDATE;
    }
    if (ratio.compareTo(BigDecimal.ONE) < 0) {
      return CALL;
    }
    return ratio.compareTo(ENOUGH) < 0 ? WARN : OK;
  }
}
