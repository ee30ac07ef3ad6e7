package dev.nautilus.engines.strategy;

import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Order requests as they are written. All are market orders that fill at once or not at all.
final class Intents {
  private static final int ID_BYTES = 16;

  private Intents() {}

  /// Whose order it is and why.
  ///
  /// @param signalId the signal behind it; null when there is none
  /// @param reason a word
  /// @param expiresAt after this instant it must not be acted on
  record Cause(
      String strategy,
      String account,
      @Nullable String signalId,
      String reason,
      Instant expiresAt) {}

  /// The same strategy, signal and leg give the same id, whenever and wherever: an order that is
  /// asked for twice is acted on once.
  static String id(String strategy, String signal, String leg) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", strategy, signal, leg).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Writes an order.
  ///
  /// @param signed quantity, negative for a sale
  /// @param price what is reckoned with; null when no price is known
  static OrderRequest order(
      Cause cause, Leg leg, BigDecimal signed, boolean reduceOnly, @Nullable BigDecimal price) {
    String signal = cause.signalId() == null ? cause.reason() : cause.signalId();
    return new OrderRequest(
        id(cause.strategy(), signal, leg.symbol().value() + (reduceOnly ? " out" : " in")),
        cause.account(),
        cause.strategy(),
        leg.symbol(),
        signed.signum() > 0 ? Side.BUY : Side.SELL,
        signed.abs(),
        OrderRequest.Type.MARKET,
        null,
        null,
        OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL,
        reduceOnly,
        price,
        cause.reason(),
        cause.signalId(),
        cause.expiresAt(),
        leg.basis());
  }

  /// Writes the order that a liquidation asks for.
  static OrderRequest liquidation(LiquidationRequest request, Duration life) {
    InstrumentId symbol = request.instrument();
    return new OrderRequest(
        id("liquidation", request.requestId(), symbol.value()),
        request.account(),
        "liquidation",
        symbol,
        request.side(),
        request.quantity(),
        OrderRequest.Type.MARKET,
        null,
        null,
        OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL,
        true,
        null,
        "liquidation",
        null,
        request.at().plus(life),
        request.simulated() ? OrderRequest.Basis.SIMULATED : OrderRequest.Basis.REAL);
  }
}
