package dev.nautilus.engines.strategy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.RecentIds;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.MarginCall;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.PositionChange;
import dev.nautilus.quant.pretrade.InstrumentRules;
import dev.nautilus.quant.pretrade.InstrumentTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What collateral wants closed, whoever opened it, until it is. Confined to the engine thread.
///
/// Orders can only reduce, go out whatever risk's state is, and are asked for again each second
/// until what was asked for is filled. One is on its way at a time, and never for more than what is
/// left of the request and of the position. The newest request of a position counts: collateral
/// reckons anew each time. One that is not renewed ends, and so do all of an account whose call is
/// met.
final class Liquidations {
  /// From one order of a position to the next.
  static final Duration AGAIN = Duration.ofSeconds(1);

  private static final int REMEMBERED = 1_000;

  private final StrategyProperties properties;
  private final Surroundings around;
  private final InstrumentTable instruments;
  private final RecentIds known = new RecentIds(REMEMBERED);
  private final Map<AccountPosition, Closing> open = new TreeMap<>();
  private final Set<String> called = new TreeSet<>();

  Liquidations(StrategyProperties properties, Surroundings around) {
    this.properties = properties;
    this.around = around;
    instruments = new InstrumentTable(properties.instruments());
  }

  /// Whether an account must get smaller before anything new may be entered.
  boolean isCalled(String account) {
    return called.contains(account)
        || open.keySet().stream().anyMatch(each -> each.account().equals(account));
  }

  void onRequest(LiquidationRequest request, Outbox outbox) {
    if (!known.add(request.requestId())) {
      return;
    }
    AccountPosition position = new AccountPosition(request.account(), request.instrument());
    Closing closing = new Closing(request);
    around.position(position).ifPresent(closing::bound);
    Closing before = open.remove(position);
    if (closing.isDone()) {
      return;
    }
    open.put(position, closing);
    if (before != null && !before.mayAsk(request.at())) {
      // What is on its way counts for the new request; two at once could close twice as much.
      closing.pending(before.pending());
    } else {
      ask(position, closing, request.at(), outbox);
    }
  }

  private void ask(AccountPosition position, Closing closing, Instant now, Outbox outbox) {
    InstrumentId symbol = position.instrument();
    InstrumentRules rules = instruments.of(symbol.value());
    BigDecimal quantity = rules == null ? closing.left() : rules.floor(closing.left());
    if (quantity.signum() == 0) {
      // Nothing that small can be traded.
      open.remove(position);
      return;
    }
    Instant until = now.plus(properties.orderLife());
    String id = closing.nextId();
    closing.pending(PendingOrder.asked(id, true, until));
    around.ordered(now);
    outbox.emit(
        MessageType.ORDER_REQUEST, Intents.liquidation(closing.request(), id, quantity, until));
  }

  /// What was filled of an order of ours is no longer wanted; all of them fill at once or not at
  /// all, so that the first fill is the last.
  void onFill(Fill fill) {
    AccountPosition position = new AccountPosition(fill.account(), fill.instrument());
    Closing closing = open.get(position);
    PendingOrder order = closing == null ? null : closing.pending();
    if (closing != null && order != null && order.id().equals(fill.clientOrderId())) {
      closing.closed(fill.quantity());
      closing.pending(null);
      endIfDone(position, closing);
    }
  }

  /// However a position got smaller, no more of it can be closed than there is.
  void onPosition(PositionChange change) {
    AccountPosition position = new AccountPosition(change.account(), change.instrument());
    Closing closing = open.get(position);
    if (closing != null) {
      closing.bound(change.quantity());
      endIfDone(position, closing);
    }
  }

  private void endIfDone(AccountPosition position, Closing closing) {
    if (closing.isDone()) {
      open.remove(position);
    }
  }

  void onDecision(OrderDecision decision) {
    Closing closing = open.get(new AccountPosition(decision.account(), decision.instrument()));
    PendingOrder order = closing == null ? null : closing.pending();
    if (closing != null && order != null && order.id().equals(decision.clientOrderId())) {
      boolean denied = decision.verdict() == OrderDecision.Verdict.DENY;
      closing.pending(denied ? null : order.heard());
    }
  }

  /// A call that is met asks for nothing more.
  void onCall(MarginCall call) {
    switch (call.status()) {
      case ISSUED, LIQUIDATING -> called.add(call.account());
      case WARNED, MET -> {
        called.remove(call.account());
        open.keySet().removeIf(each -> each.account().equals(call.account()));
      }
    }
  }

  /// Gives up what nobody answered.
  ///
  /// @param again whether a second has passed, and it is time to ask for what is left
  void onTime(Instant now, boolean again, Outbox outbox) {
    AnswerDeadline deadline = new AnswerDeadline(properties.answerWithin());
    new TreeMap<>(open)
        .forEach(
            (position, closing) -> {
              PendingOrder order = closing.pending();
              if (order != null) {
                closing.pending(deadline.check(order, position, now, outbox));
              }
              if (isOver(closing, now)) {
                open.remove(position);
              } else if (again && closing.mayAsk(now)) {
                ask(position, closing, now, outbox);
              }
            });
  }

  private boolean isOver(Closing closing, Instant now) {
    boolean renewed = !now.isAfter(closing.request().at().plus(properties.liquidationStands()));
    return !renewed && closing.mayAsk(now);
  }

  void write(StateOutput out) {
    known.write(out);
    out.all(open.values(), (to, each) -> each.write(to)).all(called, StateOutput::text);
  }

  void read(StateInput in) {
    known.read(in);
    for (Closing each : in.all(Closing::read)) {
      LiquidationRequest request = each.request();
      open.put(new AccountPosition(request.account(), request.instrument()), each);
    }
    called.addAll(in.all(StateInput::text));
  }
}
