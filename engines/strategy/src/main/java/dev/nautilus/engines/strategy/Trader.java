package dev.nautilus.engines.strategy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engines.strategy.SignalSource.Wish;
import dev.nautilus.engines.strategy.method.ExitRules;
import dev.nautilus.message.Bar;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.StrategySignal;
import dev.nautilus.message.StrategySignal.Direction;
import dev.nautilus.quant.pretrade.InstrumentRules;
import dev.nautilus.quant.pretrade.InstrumentTable;
import dev.nautilus.quant.pretrade.PlannedOrder;
import dev.nautilus.quant.pretrade.Ruling;
import dev.nautilus.quant.pretrade.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Decides what a leg does next and asks for it. It never sends an order to a broker: risk must say
/// yes first. Confined to the engine thread.
final class Trader {
  /// Strength of a wish to leave.
  private static final double CERTAIN = 1;

  private final StrategyProperties properties;
  private final Surroundings around;
  private final Liquidations liquidations;
  private final InstrumentTable instruments;

  Trader(StrategyProperties properties, Surroundings around, Liquidations liquidations) {
    this.properties = properties;
    this.around = around;
    this.liquidations = liquidations;
    instruments = new InstrumentTable(properties.instruments());
  }

  /// What a leg is about to do.
  ///
  /// @param at end of the bar it rests on
  private record Step(StrategyRun run, Leg leg, Bar bar, Instant at) {
    String signalId() {
      return run.name() + ":" + leg.symbol() + ":" + bar.start().getEpochSecond();
    }
  }

  /// Looks at a leg: leaves before it enters, and never does both on one bar.
  void look(StrategyRun run, Leg leg, Outbox outbox) {
    Bar bar = leg.newest();
    if (bar == null) {
      return;
    }
    Instant end = bar.start().plus(run.plan().bar().duration().orElse(Duration.ZERO));
    Step step = new Step(run, leg, bar, end);
    if (leg.isWaiting(end)) {
      return;
    }
    int side = leg.position().signum();
    Mode mode = around.mode(run.plan().account());
    if (side != 0 && mode == Mode.HALTED) {
      leave(step, "halt", outbox);
      return;
    }
    if (side != 0 && run.plan().schedule().flat() && !run.plan().schedule().hours().isOpen(end)) {
      leave(step, "schedule", outbox);
      return;
    }
    ExitRules.Reason exit = leg.exit(run.plan().exits().rules());
    if (exit != ExitRules.Reason.NONE) {
      leave(step, exit.name().toLowerCase(Locale.ROOT), outbox);
      return;
    }
    if (!leg.signal().isReady() || !leg.signal().isFresh(properties.staleBars())) {
      return;
    }
    Wish wish = leg.signal().wish(side);
    int wanted = SignalSource.sign(wish.direction());
    if (side != 0 && wanted != side) {
      leave(step, wish.reason(), outbox);
    } else if (side == 0 && wanted != 0 && mayEnter(step, mode)) {
      enter(step, wish, wanted, outbox);
    }
  }

  private boolean mayEnter(Step step, Mode mode) {
    Plan plan = step.run().plan();
    return step.run().isStarted()
        && mode == Mode.OK
        && plan.schedule().hours().isOpen(step.at())
        && around.isReconciled(plan.account())
        && !liquidations.isCalled(plan.account())
        && !step.leg().isResting()
        && !around.isToxic(step.leg().symbol());
  }

  /// Leaves at once because trading was stopped, without waiting for a bar.
  void flatten(StrategyRun run, Leg leg, Instant since, Outbox outbox) {
    leg.pending(null);
    String signal = run.name() + ":" + leg.symbol() + ":halt:" + since;
    Intents.Cause cause =
        new Intents.Cause(
            run.name(), run.plan().account(), signal, "halt", since.plus(properties.orderLife()));
    ask(run, leg, Intents.exit(cause, leg, leg.position().negate(), null), outbox);
  }

  private void leave(Step step, String reason, Outbox outbox) {
    signal(step, Direction.FLAT, CERTAIN, reason, outbox);
    Intents.Cause cause = cause(step, reason);
    BigDecimal signed = step.leg().position().negate();
    ask(step.run(), step.leg(), Intents.exit(cause, step.leg(), signed, price(step)), outbox);
  }

  private void enter(Step step, Wish wish, int side, Outbox outbox) {
    InstrumentRules rules = instruments.of(step.leg().symbol().value());
    BigDecimal quantity = rules == null ? BigDecimal.ONE : rules.floor(size(step, wish));
    if (quantity.signum() <= 0) {
      // Nothing that small can be traded, or nothing is known of the equity.
      return;
    }
    signal(step, wish.direction(), wish.strength(), wish.reason(), outbox);
    BigDecimal signed = side > 0 ? quantity : quantity.negate();
    @Nullable BigDecimal limit = rules == null ? null : limit(step, rules, side);
    OrderRequest request =
        Intents.entry(cause(step, wish.reason()), step.leg(), signed, limit, price(step));
    Standing standing =
        new Standing(
            Standing.Mode.OPEN,
            step.leg().position(),
            OptionalDouble.of(step.bar().close()),
            around.ordersWithin(step.at()),
            false);
    PlannedOrder planned = new PlannedOrder(side > 0, quantity, limit, null, false);
    Ruling ruling = properties.preTrade().check(planned, rules, standing);
    if (ruling.isAllowed()) {
      ask(step.run(), step.leg(), request, outbox);
    } else {
      step.run().refused();
      deny(request, ruling.rule(), ruling.detail(), step.at(), outbox);
    }
  }

  private BigDecimal size(Step step, Wish wish) {
    Plan plan = step.run().plan();
    OptionalDouble equity = around.equity(plan.account());
    return equity.isEmpty()
        ? BigDecimal.ZERO
        : new PositionSize(plan, step.leg().signal(), equity.getAsDouble())
            .of(wish, step.bar().close());
  }

  /// Worst price an entry accepts: that far from the close, rounded to the better side; null at
  /// market.
  private static @Nullable BigDecimal limit(Step step, InstrumentRules rules, int side) {
    Plan.Entry orders = step.run().plan().orders();
    if (orders.type() == OrderRequest.Type.MARKET) {
      return null;
    }
    double worst = step.bar().close() * (1 + side * orders.offset());
    return BigDecimal.valueOf(worst)
        .setScale(rules.pricePlaces(), side > 0 ? RoundingMode.FLOOR : RoundingMode.CEILING);
  }

  private Intents.Cause cause(Step step, String reason) {
    return new Intents.Cause(
        step.run().name(),
        step.run().plan().account(),
        step.signalId(),
        reason,
        step.at().plus(properties.orderLife()));
  }

  private static BigDecimal price(Step step) {
    return BigDecimal.valueOf(step.bar().close());
  }

  private void signal(
      Step step, Direction direction, double strength, String reason, Outbox outbox) {
    step.run().signalled();
    outbox.emit(
        MessageType.STRATEGY_SIGNAL,
        new StrategySignal(
            step.leg().symbol(),
            step.run().name(),
            step.signalId(),
            direction,
            strength,
            OptionalDouble.of(step.bar().close()),
            reason,
            step.at(),
            step.at().plus(properties.orderLife()),
            step.leg().isSimulated()));
  }

  private void ask(StrategyRun run, Leg leg, OrderRequest request, Outbox outbox) {
    leg.pending(
        PendingOrder.asked(request.clientOrderId(), request.reduceOnly(), request.expiresAt()));
    run.ordered();
    around.ordered(request.expiresAt().minus(properties.orderLife()));
    outbox.emit(MessageType.ORDER_REQUEST, request);
  }

  /// Gives up what nobody has answered.
  void silence(StrategyRun run, Leg leg, Instant now, Outbox outbox) {
    PendingOrder order = leg.pending();
    if (order != null) {
      AccountPosition owner = new AccountPosition(run.plan().account(), leg.symbol());
      leg.pending(new AnswerDeadline(properties.answerWithin()).check(order, owner, now, outbox));
    }
  }

  private static void deny(
      OrderRequest request, String rule, String detail, Instant at, Outbox outbox) {
    outbox.emit(
        MessageType.ORDER_DECISION,
        new OrderDecision(
            request.clientOrderId(),
            request.account(),
            request.instrument(),
            OrderDecision.Verdict.DENY,
            BigDecimal.ZERO,
            rule,
            detail,
            at));
  }
}
