package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;

/// An order was executed, wholly or in part. The ledger's truth: positions derive from fills alone,
/// booked at most once per `fillId`.
///
/// @param fillId the broker's id, unique
/// @param clientOrderId the order it belongs to
/// @param account whose money
/// @param side BUY or SELL
/// @param quantity in instrument units, more than 0
/// @param price exact, in `currency`, may be negative
/// @param commission paid, in `currency`; negative for a rebate
/// @param currency ISO code of price and commission
/// @param remaining what of the order is still open, 0 or more
/// @param executedAt by the broker's clock (UTC)
/// @param simulated true when no real market was involved
public record Fill(
    String fillId,
    String clientOrderId,
    String account,
    InstrumentId instrument,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal commission,
    String currency,
    BigDecimal remaining,
    Instant executedAt,
    boolean simulated) {

  public Fill {
    Guard.text(fillId, "fillId");
    Guard.text(clientOrderId, "clientOrderId");
    Guard.text(account, "account");
    Guard.known(side, "side");
    Guard.positive(quantity, "quantity");
    Guard.decimal(price, "price");
    Guard.decimal(commission, "commission");
    Guard.text(currency, "currency");
    Guard.notNegative(remaining, "remaining");
  }
}
