package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalDouble;

/// What an account must hold as margin and what it has, absolute.
///
/// @param account whose
/// @param method rules it is under (`REG_T`, `PM`, `SPAN`)
/// @param currency ISO code of all money here
/// @param equity cash, longs, less shorts; may be negative
/// @param initial required to open, 0 or more
/// @param maintenance required to keep, 0 or more
/// @param excess equity less maintenance; negative means a call
/// @param buyingPower what may still be bought, 0 or more
/// @param ratio equity over maintenance; missing when nothing is required
/// @param at as of when (UTC)
/// @param simulated true when any input does not come from a real market
public record MarginUpdate(
    String account,
    String method,
    String currency,
    BigDecimal equity,
    BigDecimal initial,
    BigDecimal maintenance,
    BigDecimal excess,
    BigDecimal buyingPower,
    OptionalDouble ratio,
    Instant at,
    boolean simulated) {

  public MarginUpdate {
    Guard.text(account, "account");
    Guard.text(method, "method");
    Guard.text(currency, "currency");
    Guard.decimal(equity, "equity");
    Guard.notNegative(initial, "initial");
    Guard.notNegative(maintenance, "maintenance");
    Guard.decimal(excess, "excess");
    Guard.notNegative(buyingPower, "buyingPower");
    Guard.finite(ratio, "ratio");
  }
}
