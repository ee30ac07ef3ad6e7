package dev.nautilus.message;

import java.time.Instant;
import java.util.OptionalDouble;

/// One measure of risk. Losses are positive.
///
/// @param account whose
/// @param measure what (`var`, `es`, `volatility`, `kupiec_lr`, `exceptions` ...)
/// @param method how (`historical`, `gaussian`, `cornish_fisher`, `garch_fhs` ...)
/// @param alpha tail probability, in [0, 1]; missing where the measure has none
/// @param horizonDays trading days ahead; 0 where the measure has none
/// @param value missing when undefined for the data at hand
/// @param unit `fraction` of the net asset value, a currency code, `ratio`, `count`, `probability`
/// @param valid false where the method left the domain it holds in; the note says why
/// @param note a sentence; empty when there is nothing to say
/// @param at as of when (UTC)
/// @param simulated true when any input does not come from a real market
public record RiskMetric(
    String account,
    String measure,
    String method,
    OptionalDouble alpha,
    int horizonDays,
    OptionalDouble value,
    String unit,
    boolean valid,
    String note,
    Instant at,
    boolean simulated) {

  public RiskMetric {
    Guard.text(account, "account");
    Guard.text(measure, "measure");
    Guard.text(method, "method");
    Guard.fraction(alpha, "alpha");
    Guard.notNegative(horizonDays, "horizonDays");
    Guard.finite(value, measure);
    Guard.text(unit, "unit");
  }
}
