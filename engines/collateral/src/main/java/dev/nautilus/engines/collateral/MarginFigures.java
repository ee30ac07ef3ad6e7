package dev.nautilus.engines.collateral;

import dev.nautilus.engines.collateral.method.MarginLevel;
import dev.nautilus.message.MarginUpdate;
import dev.nautilus.quant.money.MinorUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What an account must hold and has, in its currency, exact. Immutable.
///
/// @param equity cash, longs, less shorts
/// @param memorandum the special memorandum account, 0 under PM and SPAN
/// @param missing what is not known; empty when all is
record MarginFigures(
    String account,
    RuleSet rules,
    String currency,
    BigDecimal equity,
    BigDecimal initial,
    BigDecimal maintenance,
    BigDecimal memorandum,
    BigDecimal buyingPower,
    boolean simulated,
    String missing) {

  boolean isKnown() {
    return missing.isEmpty();
  }

  /// The same, marked as not known when there is a reason.
  MarginFigures unless(String reason) {
    return new MarginFigures(
        account,
        rules,
        currency,
        equity,
        initial,
        maintenance,
        memorandum,
        buyingPower,
        simulated,
        reason);
  }

  BigDecimal excess() {
    return equity.subtract(maintenance);
  }

  /// Equity over maintenance; null when nothing is required.
  @Nullable Double ratio() {
    return maintenance.signum() == 0
        ? null
        : (Double) equity.divide(maintenance, MathContext.DECIMAL64).doubleValue();
  }

  MarginLevel level() {
    return MarginLevel.of(equity, maintenance);
  }

  MarginUpdate message(Instant at) {
    Double ratio = ratio();
    return new MarginUpdate(
        account,
        rules.name(),
        currency,
        MinorUnit.round(equity, currency),
        MinorUnit.round(initial, currency),
        MinorUnit.round(maintenance, currency),
        MinorUnit.round(equity, currency).subtract(MinorUnit.round(maintenance, currency)),
        MinorUnit.round(buyingPower, currency),
        ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio),
        at,
        simulated);
  }
}
