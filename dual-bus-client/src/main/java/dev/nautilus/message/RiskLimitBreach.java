package dev.nautilus.message;

import java.time.Instant;

/// A limit is nearly or wholly used up; who must act is in `owner`. Express lane.
///
/// @param limit which (`gross`, `net`, `var`, `drawdown`, `leverage` ...)
/// @param account whose
/// @param used how much is used, in the limit's unit
/// @param allowed how much may be, same unit
/// @param unit `fraction`, a currency code, `ratio`, `per_second`
/// @param level how bad
/// @param owner the engine or desk that must act
/// @param since when the level was reached (UTC)
/// @param simulated true when any input does not come from a real market
public record RiskLimitBreach(
    String limit,
    String account,
    double used,
    double allowed,
    String unit,
    Level level,
    String owner,
    Instant since,
    boolean simulated) {

  /// How bad.
  public enum Level {
    /// Back within the limit.
    OK,
    /// 80 % used.
    WARN,
    /// Over the limit.
    BREACH,
    /// So far over that trading stops.
    HALT
  }

  public RiskLimitBreach {
    Guard.text(limit, "limit");
    Guard.text(account, "account");
    Guard.finite(used, "used");
    Guard.finite(allowed, "allowed");
    Guard.text(unit, "unit");
    Guard.text(owner, "owner");
  }
}
