package dev.nautilus.engines.strategy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What collateral wants closed of one position, and how far that is. Confined to the engine
/// thread.
final class Closing {
  private final LiquidationRequest request;
  private BigDecimal left;
  private int orders;
  private @Nullable PendingOrder pending;

  Closing(LiquidationRequest request) {
    this.request = request;
    left = request.quantity();
  }

  LiquidationRequest request() {
    return request;
  }

  /// Still to be closed, in instrument units, 0 or more.
  BigDecimal left() {
    return left;
  }

  /// So much was closed.
  void closed(BigDecimal quantity) {
    left = left.subtract(quantity).max(BigDecimal.ZERO);
  }

  /// There is no more than this of the position.
  void bound(BigDecimal position) {
    boolean closes = position.signum() == (request.side() == Side.SELL ? 1 : -1);
    left = closes ? left.min(position.abs()) : BigDecimal.ZERO;
  }

  boolean isDone() {
    return left.signum() == 0;
  }

  @Nullable PendingOrder pending() {
    return pending;
  }

  void pending(@Nullable PendingOrder order) {
    pending = order;
  }

  /// Id of the next order: another one each time, as risk acts on an id once.
  String nextId() {
    orders++;
    String leg = request.instrument().value();
    return Intents.id(
        Intents.LIQUIDATION, request.requestId(), orders == 1 ? leg : leg + " " + orders);
  }

  /// When the last order can no longer be filled, and a fill of it would be known.
  boolean mayAsk(Instant now) {
    PendingOrder order = pending;
    return order == null || order.isLate(now.minus(Liquidations.AGAIN));
  }

  void write(StateOutput out) {
    out.payload(MessageType.LIQUIDATION_REQUEST, request).text(left.toString()).whole(orders);
    out.flag(pending != null);
    if (pending != null) {
      pending.write(out);
    }
  }

  static Closing read(StateInput in) {
    Closing closing = new Closing(in.payload(MessageType.LIQUIDATION_REQUEST));
    closing.left = new BigDecimal(in.text());
    closing.orders = (int) in.whole();
    closing.pending = in.flag() ? PendingOrder.read(in) : null;
    return closing;
  }
}
