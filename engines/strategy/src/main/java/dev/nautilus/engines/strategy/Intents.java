package dev.nautilus.engines.strategy;

import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Order requests as they are written. All fill at once or not at all.
final class Intents {
  /// Who asks, and why, when collateral wants a position closed.
  static final String LIQUIDATION = "liquidation";

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

  /// @param limit worst price accepted; null at market
  /// @param price what is reckoned with; null when no price is known
  private record Terms(
      @Nullable BigDecimal limit, boolean reduceOnly, @Nullable BigDecimal price) {}

  /// Writes an order that enters.
  ///
  /// @param signed quantity, negative for a sale
  /// @param limit worst price accepted; null at market
  /// @param price what is reckoned with
  static OrderRequest entry(
      Cause cause, Leg leg, BigDecimal signed, @Nullable BigDecimal limit, BigDecimal price) {
    return order(cause, leg, signed, new Terms(limit, false, price));
  }

  /// Writes an order that closes a position, at market.
  ///
  /// @param signed quantity, negative for a sale
  /// @param price what is reckoned with; null when no price is known
  static OrderRequest exit(Cause cause, Leg leg, BigDecimal signed, @Nullable BigDecimal price) {
    return order(cause, leg, signed, new Terms(null, true, price));
  }

  private static OrderRequest order(Cause cause, Leg leg, BigDecimal signed, Terms terms) {
    String signal = cause.signalId() == null ? cause.reason() : cause.signalId();
    return new OrderRequest(
        id(cause.strategy(), signal, leg.symbol().value() + (terms.reduceOnly() ? " out" : " in")),
        cause.account(),
        cause.strategy(),
        leg.symbol(),
        signed.signum() > 0 ? Side.BUY : Side.SELL,
        signed.abs(),
        terms.limit() == null ? OrderRequest.Type.MARKET : OrderRequest.Type.LIMIT,
        terms.limit(),
        null,
        OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL,
        terms.reduceOnly(),
        terms.price(),
        cause.reason(),
        cause.signalId(),
        cause.expiresAt(),
        leg.basis());
  }

  /// Writes an order of what a liquidation asks for.
  ///
  /// @param quantity of this order, at most what is left of the request
  static OrderRequest liquidation(
      LiquidationRequest request, String id, BigDecimal quantity, Instant expiresAt) {
    return new OrderRequest(
        id,
        request.account(),
        LIQUIDATION,
        request.instrument(),
        request.side(),
        quantity,
        OrderRequest.Type.MARKET,
        null,
        null,
        OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL,
        true,
        null,
        LIQUIDATION,
        null,
        expiresAt,
        request.simulated() ? OrderRequest.Basis.SIMULATED : OrderRequest.Basis.REAL);
  }
}
