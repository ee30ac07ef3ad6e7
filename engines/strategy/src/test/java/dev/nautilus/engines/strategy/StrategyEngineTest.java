package dev.nautilus.engines.strategy;

import static dev.nautilus.engines.strategy.Fixtures.AAPL;
import static dev.nautilus.engines.strategy.Fixtures.JPM;
import static dev.nautilus.engines.strategy.Fixtures.MSFT;
import static dev.nautilus.engines.strategy.Fixtures.SPY;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderDecision.Verdict;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.Side;
import dev.nautilus.message.StrategySignal;
import dev.nautilus.message.ToxicityAlert;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyEngineTest extends EngineContract {
  private final StrategyBook book = new StrategyBook(Fixtures.properties());
  private final EngineHarness engine = EngineHarness.of(new StrategyEngine().strategy(book));

  @Override
  protected EngineDefinition newEngine() {
    return new StrategyEngine().strategy(new StrategyBook(Fixtures.properties()));
  }

  /// History, a trend that is entered and stopped out, an order that nobody answers, a halt.
  @Override
  protected void play(EngineHarness played) {
    ready(played);
    played.send(
        MessageType.TOXICITY_ALERT,
        new ToxicityAlert(AAPL, ToxicityAlert.Change.LEFT, 0.5, 0.95, Fixtures.OPEN, true));
    entersTrend(played, 0);
    OrderRequest entry = last(played);
    played.send(MessageType.ORDER_DECISION, Fixtures.decision(entry, Verdict.ALLOW));
    played.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 61, "50", "100"));
    played.send(MessageType.BAR, Fixtures.bar(AAPL, 1, 97, 96, 100));
    played.send(MessageType.ORDER_DECISION, Fixtures.decision(last(played), Verdict.ALLOW));
    played.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 121, "0", "97"));
    played.send(MessageType.BAR, Fixtures.bar(SPY, 1, 500));
    played.send(MessageType.ML_PREDICTION, Fixtures.prediction(SPY, 1, 0.7));
    played.tick(Duration.ofMillis(25));
    played.tick(Duration.ofMillis(60));
    played.send(MessageType.POSITION_CHANGE, Fixtures.position(MSFT, 130, "10", "100"));
    played.send(MessageType.RISK_STATE, Fixtures.state("*", Mode.HALTED, 140));
  }

  static void ready(EngineHarness played) {
    played.warmUp(asked -> Fixtures.history(asked.instruments().getFirst(), -12, 0));
    played.send(MessageType.PORTFOLIO_UPDATE, Fixtures.worth("1000000"));
  }

  static void entersTrend(EngineHarness played, int minute) {
    played.send(MessageType.BAR, Fixtures.bar(AAPL, minute, 100));
    played.send(MessageType.FEATURE_VECTOR, Fixtures.features(AAPL, minute, 2, 1));
  }

  static OrderRequest last(EngineHarness played) {
    return played.outbox().last(MessageType.ORDER_REQUEST);
  }

  private List<OrderRequest> orders() {
    return engine.outbox().of(MessageType.ORDER_REQUEST);
  }

  static StrategyView.Run run(EngineHarness played, String strategy) {
    return requireNonNull(played.snapshotView(StrategyView.class).strategies().get(strategy));
  }

  private Leg.State state(String strategy, InstrumentId symbol) {
    return requireNonNull(run(engine, strategy).legs().get(symbol.value())).state();
  }

  @Test
  void scenario_goldenFile_isUnchanged() {
    play(engine);
    GoldenFile.of("strategy-scenario.jsonl").check(engine.outbox().lines());
  }

  @Test
  void trend_fastAboveSlow_asksForWhatTheStopMayCost() {
    ready(engine);
    entersTrend(engine, 0);
    OrderRequest order = orders().getFirst();
    assertThat(order.side()).isEqualTo(Side.BUY);
    assertThat(order.quantity())
        .as("a thousandth of a million over a stop 2 away, and 5 %% of it at most")
        .isEqualByComparingTo("500");
    assertThat(order.expiresAt()).isEqualTo(Fixtures.OPEN.plusSeconds(90));
    assertThat(order.basis()).isEqualTo(OrderRequest.Basis.SIMULATED);
    StrategySignal signal = engine.outbox().single(MessageType.STRATEGY_SIGNAL);
    assertThat(signal.direction()).isEqualTo(StrategySignal.Direction.LONG);
    assertThat(order.signalId()).isEqualTo(signal.signalId());
  }

  @Test
  void order_sameSignal_hasTheSameIdAndIsAskedOnce() {
    ready(engine);
    entersTrend(engine, 0);
    engine.send(MessageType.FEATURE_VECTOR, Fixtures.features(AAPL, 0, 3, 1));
    assertThat(orders()).hasSize(1);
    EngineHarness other = EngineHarness.of(newEngine());
    ready(other);
    entersTrend(other, 0);
    assertThat(last(other).clientOrderId()).isEqualTo(orders().getFirst().clientOrderId());
  }

  @Test
  void equity_notKnown_asksForNothing() {
    engine.warmUp(asked -> Fixtures.history(asked.instruments().getFirst(), -12, 0));
    entersTrend(engine, 0);
    assertThat(engine.outbox().all()).isEmpty();
  }

  @Test
  void quantity_roundsTo0_asksForNothing() {
    engine.warmUp(asked -> Fixtures.history(asked.instruments().getFirst(), -12, 0));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.worth("1000"));
    entersTrend(engine, 0);
    assertThat(orders()).isEmpty();
  }

  @Test
  void prediction_olderThanTwoBars_isNotActedOn() {
    ready(engine);
    engine.send(MessageType.BAR, Fixtures.bar(SPY, 0, 500));
    engine.send(MessageType.BAR, Fixtures.bar(SPY, 3, 500));
    engine.send(MessageType.ML_PREDICTION, Fixtures.prediction(SPY, 0, 0.9));
    assertThat(orders()).isEmpty();
    engine.send(MessageType.ML_PREDICTION, Fixtures.prediction(SPY, 1, 0.9));
    assertThat(orders()).hasSize(1);
  }

  @Test
  void prediction_belowTheThreshold_isNoSignal() {
    ready(engine);
    engine.send(MessageType.BAR, Fixtures.bar(SPY, 0, 500));
    engine.send(MessageType.ML_PREDICTION, Fixtures.prediction(SPY, 0, 0.59));
    assertThat(orders()).isEmpty();
  }

  @Test
  void breakout_closeAboveTheChannel_entersAndLeavesBelowTheShorterOne() {
    ready(engine);
    engine.send(MessageType.BAR, Fixtures.bar(MSFT, 0, 102));
    assertThat(orders()).hasSize(1);
    assertThat(orders().getFirst().reason()).isEqualTo("breakout");
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(MSFT, 61, "100", "102"));
    assertThat(state("breakout", MSFT)).isEqualTo(Leg.State.LONG);
    engine.send(MessageType.BAR, Fixtures.bar(MSFT, 1, 102.5));
    engine.send(MessageType.BAR, Fixtures.bar(MSFT, 2, 101.5));
    assertThat(orders()).hasSize(2);
    assertThat(last(engine).reduceOnly()).isTrue();
    assertThat(last(engine).side()).isEqualTo(Side.SELL);
    assertThat(state("breakout", MSFT)).isEqualTo(Leg.State.EXITING);
  }

  @Test
  void reversion_farFromTheMean_goesAgainstIt() {
    ready(engine);
    engine.send(MessageType.BAR, Fixtures.bar(JPM, 0, 101));
    assertThat(last(engine).side()).isEqualTo(Side.SELL);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(JPM, 61, "-100", "101"));
    assertThat(state("reversion", JPM)).isEqualTo(Leg.State.SHORT);
    engine.send(MessageType.BAR, Fixtures.bar(JPM, 1, 99.9));
    assertThat(last(engine).reduceOnly()).isTrue();
    assertThat(last(engine).side()).isEqualTo(Side.BUY);
  }

  @Test
  void stop_touched_leavesEvenThoughTheSignalStands() {
    ready(engine);
    entersTrend(engine, 0);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 61, "500", "100"));
    engine.send(MessageType.BAR, Fixtures.bar(AAPL, 1, 99, 98, 100));
    assertThat(last(engine).reason()).isEqualTo("stop_loss");
    assertThat(last(engine).quantity()).isEqualByComparingTo("500");
    engine.send(MessageType.FEATURE_VECTOR, Fixtures.features(AAPL, 1, 2, 1));
    assertThat(orders()).as("exit wins over entry on one bar").hasSize(2);
  }

  @Test
  void leg_afterItHasLeft_restsForItsCooldown() {
    ready(engine);
    entersTrend(engine, 0);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 61, "500", "100"));
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 62, "0", "100"));
    assertThat(state("trend", AAPL)).isEqualTo(Leg.State.COOLDOWN);
    entersTrend(engine, 1);
    assertThat(orders()).hasSize(1);
    entersTrend(engine, 2);
    assertThat(orders()).hasSize(2);
  }

  @Test
  void strategy_stopped_entersNoneButLooksAfterWhatItHas() {
    ready(engine);
    engine.ask(outbox -> book.strategies().start("trend", false));
    entersTrend(engine, 0);
    assertThat(orders()).isEmpty();
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 61, "500", "100"));
    engine.send(MessageType.BAR, Fixtures.bar(AAPL, 1, 97, 96, 100));
    assertThat(last(engine).reason()).isEqualTo("stop_loss");
  }

  @Test
  void plan_changed_onlyWhenFlatAndNewer() {
    ready(engine);
    Strategies strategies = book.strategies();
    Plan same = Fixtures.plan(Plan.Kind.TREND, AAPL);
    assertThatThrownBy(() -> strategies.define("trend", same)).hasMessageContaining("higher");
    assertThatThrownBy(() -> strategies.define("mine", same)).hasMessageContaining("one strategy");
    Plan other = Fixtures.plan(Plan.Kind.TREND, InstrumentId.of("XOM"));
    assertThat(strategies.define("mine", other).plan()).isEqualTo(other);
    assertThatThrownBy(() -> strategies.define("Bad Name", other)).hasMessageContaining("name");
    assertThatThrownBy(() -> strategies.start("nobody", true)).hasMessageContaining("nobody");
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 61, "500", "100"));
    Plan newer = Fixtures.plan(Plan.Kind.TREND, "AAPL", Map.of("version", 2));
    assertThatThrownBy(() -> strategies.define("trend", newer)).hasMessageContaining("flat");
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 62, "0", "100"));
    assertThat(strategies.define("trend", newer).plan().version()).isEqualTo(2);
  }
}
