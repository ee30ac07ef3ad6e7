package dev.nautilus.engines.strategy;

import static dev.nautilus.engines.strategy.Fixtures.AAPL;
import static dev.nautilus.engines.strategy.Fixtures.JPM;
import static dev.nautilus.engines.strategy.Fixtures.SPY;
import static dev.nautilus.engines.strategy.StrategyEngineTest.entersTrend;
import static dev.nautilus.engines.strategy.StrategyEngineTest.last;
import static dev.nautilus.engines.strategy.StrategyEngineTest.ready;
import static dev.nautilus.engines.strategy.StrategyEngineTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderDecision.Verdict;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.Side;
import dev.nautilus.message.ToxicityAlert;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What risk, collateral and silence make of orders.
class OrdersTest {
  private final EngineHarness engine =
      EngineHarness.of(new StrategyEngine().strategy(new StrategyBook(Fixtures.properties())));

  private List<OrderRequest> orders() {
    return engine.outbox().of(MessageType.ORDER_REQUEST);
  }

  @Test
  void decision_denied_isCountedAndAskedAgainOnlyByTheNextBar() {
    ready(engine);
    entersTrend(engine, 0);
    engine.send(MessageType.ORDER_DECISION, Fixtures.decision(last(engine), Verdict.DENY));
    assertThat(run(engine, "trend").denied()).isEqualTo(1);
    entersTrend(engine, 1);
    assertThat(orders()).hasSize(2);
    assertThat(orders().get(0).clientOrderId()).isNotEqualTo(orders().get(1).clientOrderId());
  }

  @Test
  void risk_silentForFiftyMilliseconds_isADenialForAll() {
    ready(engine);
    entersTrend(engine, 0);
    engine.tick(Duration.ofMillis(25));
    engine.tick(Duration.ofMillis(50));
    assertThat(engine.outbox().of(MessageType.ORDER_DECISION)).isEmpty();
    engine.tick(Duration.ofMillis(1));
    OrderDecision denial = engine.outbox().single(MessageType.ORDER_DECISION);
    assertThat(denial.verdict()).isEqualTo(Verdict.DENY);
    assertThat(denial.rule()).isEqualTo("NO_ANSWER");
    assertThat(denial.clientOrderId()).isEqualTo(last(engine).clientOrderId());
    engine.tick(Duration.ofSeconds(1));
    assertThat(engine.outbox().of(MessageType.ORDER_DECISION)).as("said once").hasSize(1);
    engine.send(MessageType.ORDER_DECISION, denial);
    assertThat(run(engine, "trend").denied()).isEqualTo(1);
  }

  @Test
  void risk_answeredInTime_isNotSilence() {
    ready(engine);
    entersTrend(engine, 0);
    engine.send(MessageType.ORDER_DECISION, Fixtures.decision(last(engine), Verdict.ALLOW));
    engine.tick(Duration.ofMillis(25));
    engine.tick(Duration.ofSeconds(1));
    assertThat(engine.outbox().of(MessageType.ORDER_DECISION)).isEmpty();
  }

  @Test
  void halt_ofAll_emptiesEveryPositionAndEntersNone() {
    ready(engine);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 10, "500", "100"));
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(JPM, 11, "-20", "100"));
    engine.send(MessageType.RISK_STATE, Fixtures.state("*", Mode.HALTED, 20));
    assertThat(orders())
        .hasSize(2)
        .allSatisfy(
            order -> {
              assertThat(order.reduceOnly()).isTrue();
              assertThat(order.reason()).isEqualTo("halt");
            });
    assertThat(orders())
        .filteredOn(order -> order.instrument().equals(JPM))
        .singleElement()
        .satisfies(order -> assertThat(order.side()).isEqualTo(Side.BUY));
    engine.send(MessageType.RISK_STATE, Fixtures.state("main", Mode.HALTED, 21));
    assertThat(orders()).as("already on their way").hasSize(2);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 22, "0", "100"));
    engine.send(MessageType.BAR, Fixtures.bar(SPY, 1, 500));
    engine.send(MessageType.ML_PREDICTION, Fixtures.prediction(SPY, 1, 0.9));
    assertThat(orders()).hasSize(2);
    engine.send(MessageType.BAR, Fixtures.bar(JPM, 2, 100));
    assertThat(orders()).as("what did not get through is asked again").hasSize(3);
  }

  @Test
  void halt_orderDenied_isAskedAgainWithinASecondWithoutABar() {
    ready(engine);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 10, "500", "100"));
    engine.send(MessageType.RISK_STATE, Fixtures.state("*", Mode.HALTED, 20));
    engine.tick(Duration.ofSeconds(1));
    assertThat(orders()).as("the first is on its way").hasSize(1);
    engine.send(MessageType.ORDER_DECISION, Fixtures.decision(last(engine), Verdict.DENY));
    engine.tick(Duration.ofSeconds(1));
    assertThat(orders()).hasSize(2);
    assertThat(last(engine).reduceOnly()).isTrue();
    assertThat(orders().get(0).clientOrderId()).isNotEqualTo(orders().get(1).clientOrderId());
  }

  @Test
  void reducing_ofTheAccount_entersNoneAndGoesOnWhenItIsOver() {
    ready(engine);
    engine.send(MessageType.RISK_STATE, Fixtures.state("main", Mode.REDUCING, 1));
    entersTrend(engine, 0);
    assertThat(orders()).isEmpty();
    engine.send(MessageType.RISK_STATE, Fixtures.state("main", Mode.OK, 2));
    entersTrend(engine, 1);
    assertThat(orders()).hasSize(1);
  }

  @Test
  void toxicFlow_inTheInstrument_isNotEntered() {
    ready(engine);
    engine.send(
        MessageType.TOXICITY_ALERT,
        new ToxicityAlert(AAPL, ToxicityAlert.Change.ENTERED, 0.99, 0.99, Fixtures.OPEN, true));
    entersTrend(engine, 0);
    assertThat(orders()).isEmpty();
  }

  @Test
  void liquidation_asked_isReducedOnceWhoeverHoldsIt() {
    LiquidationRequest request =
        new LiquidationRequest(
            "r1",
            "other",
            "c1",
            InstrumentId.of("XOM"),
            Side.SELL,
            BigDecimal.TEN,
            BigDecimal.ONE,
            "USD",
            1,
            Fixtures.OPEN,
            true);
    engine.send(MessageType.LIQUIDATION_REQUEST, request);
    engine.send(MessageType.LIQUIDATION_REQUEST, request);
    assertThat(orders()).singleElement().satisfies(each -> assertThat(each.reduceOnly()).isTrue());
    assertThat(orders().getFirst().account()).isEqualTo("other");
  }
}
