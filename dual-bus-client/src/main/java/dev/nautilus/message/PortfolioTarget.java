package dev.nautilus.message;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// What an account should hold, as an optimiser sees it.
///
/// @param account whose
/// @param method how it was found (`min_variance`, `erc`, `hrp`, `min_cvar` ...)
/// @param objective what was sought, with its constraints, in words
/// @param weights what is not listed has weight 0
/// @param expectedReturn annualised, a fraction; missing where the method needs none
/// @param expectedVolatility annualised, a fraction; missing when undefined
/// @param at as of when (UTC)
/// @param simulated true when any input does not come from a real market
public record PortfolioTarget(
    String account,
    String method,
    String objective,
    List<Weight> weights,
    OptionalDouble expectedReturn,
    OptionalDouble expectedVolatility,
    Instant at,
    boolean simulated) {

  /// One holding.
  ///
  /// @param weight fraction of the net asset value; negative when short
  public record Weight(InstrumentId instrument, double weight) {
    public Weight {
      Guard.finite(weight, "weight");
    }
  }

  public PortfolioTarget {
    Guard.text(account, "account");
    Guard.text(method, "method");
    weights = List.copyOf(weights);
    Guard.finite(expectedReturn, "expectedReturn");
    Guard.notNegative(expectedVolatility, "expectedVolatility");
  }
}
