package dev.nautilus.engines.strategy;

import dev.nautilus.bus.Message;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.MarginCall;
import dev.nautilus.message.MlPrediction;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.Toxicity;
import dev.nautilus.message.ToxicityAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// What the engine does with each message. Confined to the engine thread.
final class StrategyBook {
  private final StrategyProperties properties;
  private final Strategies strategies;
  private final Surroundings around = new Surroundings();
  private final Liquidations liquidations;
  private final Trader trader;
  private Instant askedAgain = Instant.EPOCH;
  private @Nullable StrategyView view;

  StrategyBook(StrategyProperties properties) {
    this.properties = properties;
    strategies = new Strategies(properties);
    liquidations = new Liquidations(properties, around);
    trader = new Trader(properties, around, liquidations);
  }

  Strategies strategies() {
    view = null;
    return strategies;
  }

  /// The bars that channels and means rest on.
  List<Backfill> backfills() {
    Map<String, Backfill> needed = new TreeMap<>();
    for (StrategyRun run : strategies.all()) {
      Plan plan = run.plan();
      for (InstrumentId symbol : plan.symbols()) {
        Backfill own = Backfill.bars(symbol, plan.bar(), 2 * plan.barsNeeded());
        needed.merge(
            symbol + " " + plan.bar(), own, (one, two) -> one.rows() > two.rows() ? one : two);
      }
    }
    return List.copyOf(needed.values());
  }

  /// Learns bars; nothing is asked for because of the past.
  void onHistory(Backfill asked, DataResponse answer, Outbox outbox) {
    view = null;
    Backfill.completeBars(answer)
        .forEach(bar -> ranked(legs(bar.instrument(), bar.spec(), take(bar))));
  }

  private static BiPredicate<StrategyRun, Leg> take(Bar bar) {
    return (run, leg) -> leg.take(bar);
  }

  /// Runs something on each leg of an instrument that steps in such bars.
  ///
  /// @return those that say it was news to them
  private List<Target> legs(InstrumentId symbol, BarSpec spec, BiPredicate<StrategyRun, Leg> news) {
    List<Target> found = new ArrayList<>();
    for (StrategyRun run : strategies.all()) {
      Leg leg = run.leg(symbol);
      if (leg != null && run.plan().bar().equals(spec) && news.test(run, leg)) {
        found.add(new Target(run, leg));
      }
    }
    return found;
  }

  /// Has strategies rank their legs anew where a bar completes what they rank by.
  ///
  /// @return the same, and the other legs of those that did
  private List<Target> ranked(List<Target> news) {
    List<Target> all = new ArrayList<>(news);
    for (Target each : news) {
      if (each.run().rank(each.leg())) {
        for (Leg other : each.run().legs()) {
          if (other != each.leg()) {
            all.add(new Target(each.run(), other));
          }
        }
      }
    }
    return all;
  }

  private record Target(StrategyRun run, Leg leg) {}

  private void look(List<Target> targets, Outbox outbox) {
    view = targets.isEmpty() ? view : null;
    targets.forEach(each -> trader.look(each.run(), each.leg(), outbox));
  }

  /// Steps: exits first, then signals that rest on bars or on what was said of the bar before.
  void onBar(Message<Bar> message, Outbox outbox) {
    Bar bar = message.payload();
    if (bar.complete() && bar.origin() == properties.barOrigin()) {
      look(ranked(legs(bar.instrument(), bar.spec(), take(bar))), outbox);
    }
  }

  void onFeatures(Message<FeatureVector> message, Outbox outbox) {
    FeatureVector features = message.payload();
    List<Target> targets =
        legs(
            features.instrument(),
            features.barSpec(),
            (run, leg) -> isOfFeatures(run.plan()) && leg.signal().take(features));
    targets.forEach(each -> each.leg().rests(features.simulated()));
    look(targets, outbox);
  }

  private static boolean isOfFeatures(Plan plan) {
    return plan.kind() == Plan.Kind.TREND || plan.kind() == Plan.Kind.CROSSOVER;
  }

  void onPrediction(Message<MlPrediction> message, Outbox outbox) {
    MlPrediction prediction = message.payload();
    List<Target> targets =
        legs(
            prediction.instrument(),
            prediction.barSpec(),
            (run, leg) -> run.plan().kind() == Plan.Kind.MODEL && leg.signal().take(prediction));
    targets.forEach(each -> each.leg().rests(prediction.simulated()));
    look(targets, outbox);
  }

  void onToxicity(Message<Toxicity> message, Outbox outbox) {
    around.toxic(
        message.payload().instrument(), message.payload().regime() == Toxicity.Regime.TOXIC);
  }

  void onToxicityAlert(Message<ToxicityAlert> message, Outbox outbox) {
    around.toxic(
        message.payload().instrument(), message.payload().change() == ToxicityAlert.Change.ENTERED);
  }

  void onWorth(Message<PortfolioUpdate> message, Outbox outbox) {
    around.worth(message.payload());
  }

  void onPosition(Message<PositionChange> message, Outbox outbox) {
    PositionChange change = message.payload();
    view = null;
    around.holds(change);
    liquidations.onPosition(change);
    for (StrategyRun run : strategies.all()) {
      Leg leg = run.leg(change.instrument());
      if (leg != null && run.plan().account().equals(change.account())) {
        leg.take(change, run.plan().cooldown());
        if (around.mode(change.account()) == Mode.HALTED && leg.position().signum() != 0) {
          trader.flatten(run, leg, change.at(), outbox);
        }
      }
    }
  }

  /// A halt empties every position at once.
  void onRiskState(Message<RiskState> message, Outbox outbox) {
    RiskState state = message.payload();
    around.state(state);
    view = null;
    for (StrategyRun run : strategies.all()) {
      if (around.mode(run.plan().account()) == Mode.HALTED) {
        for (Leg leg : run.legs()) {
          PendingOrder order = leg.pending();
          boolean leaves = order != null && order.leaves() && !leg.isLate(state.since());
          if (leg.position().signum() != 0 && !leaves) {
            trader.flatten(run, leg, state.since(), outbox);
          }
        }
      }
    }
  }

  /// The first decision of an order counts: risk's, or our own when risk was silent.
  void onDecision(Message<OrderDecision> message, Outbox outbox) {
    OrderDecision decision = message.payload();
    liquidations.onDecision(decision);
    for (StrategyRun run : strategies.all()) {
      Leg leg = run.leg(decision.instrument());
      PendingOrder order = leg == null ? null : leg.pending();
      if (leg != null && order != null && order.id().equals(decision.clientOrderId())) {
        view = null;
        if (decision.verdict() == OrderDecision.Verdict.DENY) {
          run.refused();
          leg.pending(null);
        } else {
          leg.pending(order.heard());
        }
      }
    }
  }

  /// Asks to close what collateral wants closed, whoever opened it.
  void onLiquidation(Message<LiquidationRequest> message, Outbox outbox) {
    liquidations.onRequest(message.payload(), outbox);
  }

  void onFill(Message<Fill> message, Outbox outbox) {
    liquidations.onFill(message.payload());
  }

  void onMarginCall(Message<MarginCall> message, Outbox outbox) {
    liquidations.onCall(message.payload());
  }

  /// Gives up orders that nobody has answered. While trading is halted, what is still held and not
  /// on its way out is asked for again each second: a position must not wait for a bar to be
  /// closed.
  void onTime(Instant now, Outbox outbox) {
    boolean again = !now.isBefore(askedAgain.plus(Liquidations.AGAIN));
    askedAgain = again ? now : askedAgain;
    liquidations.onTime(now, again, outbox);
    for (StrategyRun run : strategies.all()) {
      boolean halted = around.mode(run.plan().account()) == Mode.HALTED;
      for (Leg leg : run.legs()) {
        trader.silence(run, leg, now, outbox);
        if (again && halted && leg.position().signum() != 0 && !leg.isWaiting(now)) {
          view = null;
          trader.flatten(run, leg, now, outbox);
        }
      }
    }
  }

  void write(StateOutput out) {
    strategies.write(out);
    around.write(out);
    liquidations.write(out);
  }

  void read(StateInput in) {
    strategies.read(in);
    around.read(in);
    liquidations.read(in);
    view = null;
  }

  /// The state as of now.
  StrategyView view() {
    StrategyView current = view;
    if (current == null) {
      Map<String, StrategyView.Run> shown = new TreeMap<>();
      strategies.all().forEach(run -> shown.put(run.name(), run.view()));
      current = new StrategyView(around.modes(), shown);
      view = current;
    }
    return current;
  }
}
