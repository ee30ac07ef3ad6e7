package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;

/// A position must be closed, wholly or in part, to restore margin. Express lane; acted on at most
/// once per `requestId`.
///
/// @param requestId unique
/// @param account whose
/// @param callId the margin call behind it
/// @param side BUY closes a short, SELL a long
/// @param quantity in instrument units, more than 0
/// @param relief margin it frees, in `currency`, 0 or more
/// @param currency ISO code
/// @param rank its place in the order of liquidation, from 1
/// @param at when it was decided (UTC)
/// @param simulated true when any input does not come from a real market
public record LiquidationRequest(
    String requestId,
    String account,
    String callId,
    InstrumentId instrument,
    Side side,
    BigDecimal quantity,
    BigDecimal relief,
    String currency,
    int rank,
    Instant at,
    boolean simulated) {

  public LiquidationRequest {
    Guard.text(requestId, "requestId");
    Guard.text(account, "account");
    Guard.text(callId, "callId");
    Guard.known(side, "side");
    Guard.positive(quantity, "quantity");
    Guard.notNegative(relief, "relief");
    Guard.text(currency, "currency");
    Guard.positive(rank, "rank");
  }
}
