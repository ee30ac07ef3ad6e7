package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.Decimals;
import dev.nautilus.message.OrderRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An order on its way through the paper broker. Confined to the engine thread.
final class WorkingOrder {
  private final OrderRequest request;
  private @Nullable BigDecimal allowed;
  private Instant decidedAt = Instant.EPOCH;
  private BigDecimal filled = BigDecimal.ZERO;
  private BigDecimal worth = BigDecimal.ZERO;
  private BigDecimal commission = BigDecimal.ZERO;
  private boolean triggered;
  private int fills;

  WorkingOrder(OrderRequest request) {
    this.request = request;
    triggered = request.stop() == null;
  }

  OrderRequest request() {
    return request;
  }

  /// Risk has allowed so much.
  void allow(BigDecimal quantity, Instant at) {
    allowed = quantity;
    decidedAt = at;
  }

  boolean isAllowed() {
    return allowed != null;
  }

  Instant decidedAt() {
    return decidedAt;
  }

  /// What may still be filled; 0 while risk has not answered.
  BigDecimal open() {
    return allowed == null ? BigDecimal.ZERO : allowed.subtract(filled);
  }

  boolean isTriggered() {
    return triggered;
  }

  void trigger() {
    triggered = true;
  }

  /// Notes a fill.
  ///
  /// @param value of the fill, without sign
  /// @param commissionSoFar of the whole order
  /// @return number of this fill, from 1
  int fill(BigDecimal quantity, BigDecimal value, BigDecimal commissionSoFar) {
    filled = filled.add(quantity);
    worth = worth.add(value);
    commission = commissionSoFar;
    fills++;
    return fills;
  }

  BigDecimal filled() {
    return filled;
  }

  BigDecimal worth() {
    return worth;
  }

  BigDecimal commission() {
    return commission;
  }

  void write(StateOutput out) {
    out.payload(MessageType.ORDER_REQUEST, request).flag(allowed != null);
    Decimals.write(out, Objects.requireNonNullElse(allowed, BigDecimal.ZERO));
    out.instant(decidedAt).flag(triggered).whole(fills);
    Decimals.write(out, filled);
    Decimals.write(out, worth);
    Decimals.write(out, commission);
  }

  static WorkingOrder read(StateInput in) {
    WorkingOrder order = new WorkingOrder(in.payload(MessageType.ORDER_REQUEST));
    boolean decided = in.flag();
    BigDecimal allowed = Decimals.read(in);
    order.allowed = decided ? allowed : null;
    order.decidedAt = in.instant();
    order.triggered = in.flag();
    order.fills = Math.toIntExact(in.whole());
    order.filled = Decimals.read(in);
    order.worth = Decimals.read(in);
    order.commission = Decimals.read(in);
    return order;
  }
}
