package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// What an account would gain or lose in a scenario.
///
/// @param account whose
/// @param scenario name of the scenario
/// @param profitAndLoss in `currency`, negative for a loss
/// @param currency ISO code
/// @param fraction profit and loss over the net asset value; missing when that is 0 or less
/// @param contributions by instrument, largest loss first
/// @param at as of when (UTC)
/// @param simulated true when any input does not come from a real market
public record StressTestResult(
    String account,
    String scenario,
    BigDecimal profitAndLoss,
    String currency,
    OptionalDouble fraction,
    List<Contribution> contributions,
    Instant at,
    boolean simulated) {

  /// One instrument's part.
  ///
  /// @param profitAndLoss in the result's currency
  public record Contribution(InstrumentId instrument, BigDecimal profitAndLoss) {
    public Contribution {
      Guard.decimal(profitAndLoss, "profitAndLoss");
    }
  }

  public StressTestResult {
    Guard.text(account, "account");
    Guard.text(scenario, "scenario");
    Guard.decimal(profitAndLoss, "profitAndLoss");
    Guard.text(currency, "currency");
    Guard.finite(fraction, "fraction");
    contributions = List.copyOf(contributions);
  }
}
