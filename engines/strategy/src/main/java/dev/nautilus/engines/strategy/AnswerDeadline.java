package dev.nautilus.engines.strategy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Outbox;
import dev.nautilus.message.OrderDecision;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// Gives up what nobody has answered: told to all, so that whoever fills orders gives it up too. It
/// is given up here when that is heard, like any decision: the first one of an order counts.
///
/// @param within an order without a decision for so long is given up, by ticks of the clock
record AnswerDeadline(Duration within) {

  /// Looks at an order.
  ///
  /// @return the order as it is now
  PendingOrder check(PendingOrder order, AccountPosition owner, Instant now, Outbox outbox) {
    Instant first = order.firstTick();
    if (order.decided()) {
      return order;
    }
    if (first == null) {
      return order.unanswered(now);
    }
    if (!now.isAfter(first.plus(within))) {
      return order;
    }
    outbox.emit(
        MessageType.ORDER_DECISION,
        new OrderDecision(
            order.id(),
            owner.account(),
            owner.instrument(),
            OrderDecision.Verdict.DENY,
            BigDecimal.ZERO,
            "NO_ANSWER",
            "risk has not answered within " + within,
            now));
    return order.heard();
  }
}
