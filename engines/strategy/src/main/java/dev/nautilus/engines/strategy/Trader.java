package dev.nautilus.engines.strategy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engines.strategy.SignalSource.Wish;
import dev.nautilus.engines.strategy.method.ExitRules;
import dev.nautilus.engines.strategy.method.Sizing;
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
  private final InstrumentTable instruments;

  Trader(StrategyProperties properties, Surroundings around) {
    this.properties = properties;
    this.around = around;
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
    ExitRules.Reason exit = leg.exit(run.plan().exits().rules());
    if (exit != ExitRules.Reason.NONE) {
      leave(step, exit.name().toLowerCase(Locale.ROOT), outbox);
      return;
    }
    if (!leg.signal().isReady() || !leg.signal().isFresh(properties.staleBars())) {
      return;
    }
    Wish wish = leg.signal().wish(side);
    int wanted =
        switch (wish.direction()) {
          case LONG -> 1;
          case SHORT -> -1;
          case FLAT -> 0;
        };
    if (side != 0 && wanted != side) {
      leave(step, wish.reason(), outbox);
    } else if (side == 0 && wanted != 0 && mayEnter(step, mode)) {
      enter(step, wish, wanted, outbox);
    }
  }

  private boolean mayEnter(Step step, Mode mode) {
    return step.run().isStarted()
        && mode == Mode.OK
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
    ask(run, leg, Intents.order(cause, leg, leg.position().negate(), true, null), outbox);
  }

  private void leave(Step step, String reason, Outbox outbox) {
    signal(step, Direction.FLAT, CERTAIN, reason, outbox);
    Intents.Cause cause = cause(step, reason);
    BigDecimal signed = step.leg().position().negate();
    ask(
        step.run(),
        step.leg(),
        Intents.order(cause, step.leg(), signed, true, price(step)),
        outbox);
  }

  private void enter(Step step, Wish wish, int side, Outbox outbox) {
    InstrumentRules rules = instruments.of(step.leg().symbol().value());
    BigDecimal quantity = rules == null ? BigDecimal.ONE : rules.floor(size(step, wish, side));
    if (quantity.signum() <= 0) {
      // Nothing that small can be traded, or nothing is known of the equity.
      return;
    }
    signal(step, wish.direction(), wish.strength(), wish.reason(), outbox);
    BigDecimal signed = side > 0 ? quantity : quantity.negate();
    OrderRequest request =
        Intents.order(cause(step, wish.reason()), step.leg(), signed, false, price(step));
    Standing standing =
        new Standing(
            Standing.Mode.OPEN,
            step.leg().position(),
            OptionalDouble.of(step.bar().close()),
            around.ordersWithin(step.at()),
            false);
    PlannedOrder planned = new PlannedOrder(side > 0, quantity, null, null, false);
    Ruling ruling = properties.preTrade().check(planned, rules, standing);
    if (ruling.isAllowed()) {
      ask(step.run(), step.leg(), request, outbox);
    } else {
      step.run().refused();
      deny(request, ruling.rule(), ruling.detail(), step.at(), outbox);
    }
  }

  private BigDecimal size(Step step, Wish wish, int side) {
    Plan plan = step.run().plan();
    OptionalDouble equity = around.equity(plan.account());
    double price = step.bar().close();
    if (equity.isEmpty() || !(price > 0)) {
      return BigDecimal.ZERO;
    }
    double money = equity.getAsDouble();
    double most = plan.sizing().most() * money / price;
    double wanted =
        switch (plan.sizing().method()) {
          case FIXED_RISK -> fixedRisk(plan, price, money, side);
          case VOLATILITY ->
              Sizing.volatilityTarget(
                  money,
                  plan.sizing().volatility(),
                  step.leg().signal().barDeviation() * Math.sqrt(plan.sizing().barsPerYear()),
                  price,
                  plan.sizing().most());
          case PROBABILITY -> most * Math.abs(Sizing.betSize(wish.probability(), 2));
        };
    double size = Math.min(wanted, most);
    return size > 0 ? BigDecimal.valueOf(size) : BigDecimal.ZERO;
  }

  private static double fixedRisk(Plan plan, double price, double money, int side) {
    double stop = ExitRules.stopPrice(side > 0, price, plan.exits().loss());
    Sizing.RiskBudget budget =
        new Sizing.RiskBudget(
            BigDecimal.valueOf(money),
            BigDecimal.valueOf(plan.sizing().risk()),
            BigDecimal.ZERO,
            BigDecimal.ONE,
            BigDecimal.ZERO,
            1,
            new BigDecimal("0.000001"),
            BigDecimal.valueOf(Long.MAX_VALUE));
    return Sizing.fixedRisk(BigDecimal.valueOf(price), BigDecimal.valueOf(stop), budget)
        .doubleValue();
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
        new Leg.Pending(
            request.clientOrderId(), request.reduceOnly(), false, request.expiresAt(), null));
    run.ordered();
    around.ordered(request.expiresAt().minus(properties.orderLife()));
    outbox.emit(MessageType.ORDER_REQUEST, request);
  }

  /// Gives up what nobody has answered: told to all, so that whoever fills orders gives it up too.
  /// It is given up here when it is heard, like any decision: the first one of an order counts.
  void silence(StrategyRun run, Leg leg, Instant now, Outbox outbox) {
    Leg.Pending order = leg.pending();
    if (order == null || order.decided()) {
      return;
    }
    @Nullable Instant first = order.firstTick();
    if (first == null) {
      leg.pending(new Leg.Pending(order.id(), order.leaves(), false, order.expiresAt(), now));
    } else if (now.isAfter(first.plus(properties.answerWithin()))) {
      leg.pending(new Leg.Pending(order.id(), order.leaves(), true, order.expiresAt(), first));
      outbox.emit(
          MessageType.ORDER_DECISION,
          new OrderDecision(
              order.id(),
              run.plan().account(),
              leg.symbol(),
              OrderDecision.Verdict.DENY,
              BigDecimal.ZERO,
              "NO_ANSWER",
              "risk has not answered within " + properties.answerWithin(),
              now));
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
