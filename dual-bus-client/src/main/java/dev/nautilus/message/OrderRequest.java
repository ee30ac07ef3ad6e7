package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A strategy asks to trade. Acted on at most once per `clientOrderId`; never on the express lane,
/// so that orders, decisions and fills keep their order.
///
/// @param clientOrderId hash of strategy, signal and leg: the idempotency key
/// @param account whose money
/// @param strategy who asks
/// @param side BUY or SELL
/// @param quantity in instrument units, more than 0
/// @param type how it executes
/// @param limit worst price accepted; needed by LIMIT and STOP_LIMIT, else null
/// @param stop price that wakes it; needed by STOP and STOP_LIMIT, else null
/// @param timeInForce how long it stands
/// @param reduceOnly true when it must not open or turn a position
/// @param expectedPrice what the strategy reckons with; null when it has no price
/// @param reason a word (`entry`, `stop_loss`, `rebalance`)
/// @param signalId the signal behind it; null when there is none (a rebalance, a liquidation)
/// @param expiresAt after this instant it must not be acted on
/// @param basis what market data it rests on
public record OrderRequest(
    String clientOrderId,
    String account,
    String strategy,
    InstrumentId instrument,
    Side side,
    BigDecimal quantity,
    Type type,
    @Nullable BigDecimal limit,
    @Nullable BigDecimal stop,
    TimeInForce timeInForce,
    boolean reduceOnly,
    @Nullable BigDecimal expectedPrice,
    String reason,
    @Nullable String signalId,
    Instant expiresAt,
    Basis basis) {

  /// How an order executes.
  public enum Type {
    /// At once, at any price.
    MARKET,
    /// At the limit or better.
    LIMIT,
    /// At any price once the stop is touched.
    STOP,
    /// At the limit or better once the stop is touched.
    STOP_LIMIT
  }

  /// How long an order stands.
  public enum TimeInForce {
    /// Until the session ends.
    DAY,
    /// Until cancelled or expired.
    GOOD_TILL_CANCELLED,
    /// What does not fill at once is cancelled.
    IMMEDIATE_OR_CANCEL,
    /// All at once or nothing.
    FILL_OR_KILL
  }

  /// What market data an order rests on.
  public enum Basis {
    /// A real market only.
    REAL,
    /// A simulated one only.
    SIMULATED,
    /// Both; denied unless mixing is allowed.
    MIXED
  }

  public OrderRequest {
    Guard.text(clientOrderId, "clientOrderId");
    Guard.text(account, "account");
    Guard.text(strategy, "strategy");
    Guard.known(side, "side");
    Guard.positive(quantity, "quantity");
    Guard.decimal(limit, "limit");
    Guard.decimal(stop, "stop");
    Guard.decimal(expectedPrice, "expectedPrice");
    Guard.text(reason, "reason");
    boolean limited = type == Type.LIMIT || type == Type.STOP_LIMIT;
    boolean stopped = type == Type.STOP || type == Type.STOP_LIMIT;
    if (limited != (limit != null) || stopped != (stop != null)) {
      throw new IllegalArgumentException(
          "limit and stop must fit the type %s, were %s and %s".formatted(type, limit, stop));
    }
  }
}
