package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;

/// Mirror of a FILL on the tape; nobody books from it.
///
/// @param executionId the broker's id, unique
/// @param side of the order
/// @param quantity more than 0
/// @param price exact, in the instrument's currency
/// @param executedAt by the broker's clock (UTC)
/// @param simulated true when no real market was involved
public record TradeExecution(
    InstrumentId instrument,
    String executionId,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    Instant executedAt,
    boolean simulated) {
  public TradeExecution {
    Guard.text(executionId, "executionId");
    Guard.decimal(quantity, "quantity");
    Guard.decimal(price, "price");
    if (quantity.signum() <= 0) {
      throw new IllegalArgumentException("quantity must be more than 0, was " + quantity);
    }
  }
}
