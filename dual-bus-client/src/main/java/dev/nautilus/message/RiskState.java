package dev.nautilus.message;

import java.time.Instant;

/// What an account may do at present, absolute; authoritative over every strategy.
///
/// @param account whose; `*` for all
/// @param mode what may be done
/// @param reason a sentence for people
/// @param manual true when a person set it
/// @param since since when (UTC)
/// @param simulated true when any input does not come from a real market
public record RiskState(
    String account, Mode mode, String reason, boolean manual, Instant since, boolean simulated) {

  /// What may be done.
  public enum Mode {
    /// Anything within the limits.
    OK,
    /// Only what makes positions smaller.
    REDUCING,
    /// Nothing but reduce-only orders that risk approved, which close positions.
    HALTED
  }

  public RiskState {
    Guard.text(account, "account");
    Guard.text(reason, "reason");
  }
}
