package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalDouble;

/// What an account is worth, absolute.
///
/// @param account whose
/// @param currency ISO code of all money here, the account's base currency
/// @param netAssetValue cash and positions at their marks
/// @param cash may be negative
/// @param grossExposure sum of the positions' absolute values, 0 or more
/// @param netExposure longs less shorts
/// @param realised profit or loss so far, after commission
/// @param unrealised at the marks
/// @param leverage gross exposure over net asset value; missing when that is 0 or less
/// @param dayReturn time-weighted since the last close, a fraction; missing on the first day
/// @param drawdown from the highest value so far, a fraction in [0, 1]; missing when undefined
/// @param at as of when (UTC)
/// @param simulated true when any input does not come from a real market
public record PortfolioUpdate(
    String account,
    String currency,
    BigDecimal netAssetValue,
    BigDecimal cash,
    BigDecimal grossExposure,
    BigDecimal netExposure,
    BigDecimal realised,
    BigDecimal unrealised,
    OptionalDouble leverage,
    OptionalDouble dayReturn,
    OptionalDouble drawdown,
    Instant at,
    boolean simulated) {

  public PortfolioUpdate {
    Guard.text(account, "account");
    Guard.text(currency, "currency");
    Guard.decimal(netAssetValue, "netAssetValue");
    Guard.decimal(cash, "cash");
    Guard.notNegative(grossExposure, "grossExposure");
    Guard.decimal(netExposure, "netExposure");
    Guard.decimal(realised, "realised");
    Guard.decimal(unrealised, "unrealised");
    Guard.notNegative(leverage, "leverage");
    Guard.finite(dayReturn, "dayReturn");
    Guard.fraction(drawdown, "drawdown");
  }
}
