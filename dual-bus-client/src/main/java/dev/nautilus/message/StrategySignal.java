package dev.nautilus.message;

import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What a strategy wants to hold, before sizing and checks; not an order.
///
/// @param strategy which strategy
/// @param signalId unique per strategy; an order names it
/// @param direction what it wants
/// @param strength fraction in [0, 1]
/// @param expectedPrice the price it was formed at; may be negative, missing when no price was
/// @param reason a word (`crossover`, `breakout`, `model`)
/// @param at when it was formed (UTC)
/// @param expiresAt after this instant it is void; null when it stands until replaced
/// @param simulated true when any input does not come from a real market
public record StrategySignal(
    InstrumentId instrument,
    String strategy,
    String signalId,
    Direction direction,
    double strength,
    OptionalDouble expectedPrice,
    String reason,
    Instant at,
    @Nullable Instant expiresAt,
    boolean simulated) {

  /// What a strategy wants to be.
  public enum Direction {
    /// Owns it.
    LONG,
    /// Owes it.
    SHORT,
    /// Neither.
    FLAT
  }

  public StrategySignal {
    Guard.text(strategy, "strategy");
    Guard.text(signalId, "signalId");
    Guard.fraction(strength, "strength");
    Guard.finite(expectedPrice, "expectedPrice");
  }
}
