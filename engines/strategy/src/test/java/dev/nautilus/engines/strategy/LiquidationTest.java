package dev.nautilus.engines.strategy;

import static dev.nautilus.engines.strategy.Fixtures.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.MarginCall;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderDecision.Verdict;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Of what collateral wants closed exactly that is closed, however often it must be asked for.
class LiquidationTest {
  private static final InstrumentId XOM = InstrumentId.of("XOM");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final EngineHarness engine =
      EngineHarness.of(new StrategyEngine().strategy(new StrategyBook(Fixtures.properties())));

  private List<OrderRequest> orders() {
    return engine.outbox().of(MessageType.ORDER_REQUEST);
  }

  private List<Integer> quantities() {
    return orders().stream().map(each -> each.quantity().intValueExact()).toList();
  }

  private OrderRequest last() {
    return engine.outbox().last(MessageType.ORDER_REQUEST);
  }

  private void wanted(String id, Side side, int quantity, int second) {
    engine.send(
        MessageType.LIQUIDATION_REQUEST,
        new LiquidationRequest(
            id,
            "main",
            "call-1",
            XOM,
            side,
            BigDecimal.valueOf(quantity),
            BigDecimal.ONE,
            "USD",
            1,
            Fixtures.OPEN.plusSeconds(second),
            true));
  }

  private void held(String quantity, int second) {
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(XOM, second, quantity, "100"));
  }

  private void decided(Verdict verdict) {
    engine.send(MessageType.ORDER_DECISION, Fixtures.decision(last(), verdict));
  }

  private void filled(int quantity) {
    OrderRequest order = last();
    BigDecimal part = BigDecimal.valueOf(quantity);
    engine.send(
        MessageType.FILL,
        new Fill(
            "fill-" + order.clientOrderId(),
            order.clientOrderId(),
            order.account(),
            order.instrument(),
            order.side(),
            part,
            BigDecimal.valueOf(100),
            BigDecimal.ZERO,
            "USD",
            order.quantity().subtract(part),
            Fixtures.OPEN,
            true));
  }

  private void called(MarginCall.Status status) {
    Instant at = Fixtures.OPEN;
    engine.send(
        MessageType.MARGIN_CALL,
        new MarginCall("call-1", "main", status, BigDecimal.ONE, "USD", at, at, true));
  }

  @Test
  void quantity_beyondThePosition_isThePosition() {
    held("10", 1);
    wanted("r1", Side.SELL, 40, 2);
    assertThat(quantities()).containsExactly(10);
    assertThat(last().side()).isEqualTo(Side.SELL);
    assertThat(last().reduceOnly()).isTrue();
  }

  @Test
  void position_flatOrOfTheOtherSide_isNotTouched() {
    held("0", 1);
    wanted("r1", Side.SELL, 40, 2);
    held("-10", 3);
    wanted("r2", Side.SELL, 40, 4);
    assertThat(orders()).isEmpty();
    wanted("r3", Side.BUY, 4, 5);
    assertThat(quantities()).containsExactly(4);
  }

  @Test
  void halted_doesNotKeepFromIt() {
    held("100", 1);
    engine.send(MessageType.RISK_STATE, Fixtures.state("*", Mode.HALTED, 2));
    wanted("r1", Side.SELL, 40, 3);
    assertThat(quantities()).containsExactly(40);
    assertThat(last().reduceOnly()).isTrue();
  }

  @Test
  void denied_isAskedAgainEachSecondUntilAllIsFilledAndNoMore() {
    held("100", 1);
    wanted("r1", Side.SELL, 40, 2);
    for (int i = 0; i < 3; i++) {
      decided(Verdict.DENY);
      engine.tick(SECOND);
    }
    assertThat(quantities()).containsExactly(40, 40, 40, 40);
    assertThat(orders().stream().map(OrderRequest::clientOrderId)).doesNotHaveDuplicates();
    decided(Verdict.ALLOW);
    filled(15);
    held("85", 3);
    engine.tick(SECOND);
    assertThat(quantities()).endsWith(40, 25);
    decided(Verdict.ALLOW);
    filled(25);
    held("60", 4);
    engine.tick(SECOND);
    engine.tick(Duration.ofMinutes(2));
    assertThat(orders()).as("40 are closed").hasSize(5);
  }

  @Test
  void onItsWay_isNotAskedAgainBeforeItCanNoLongerBeFilled() {
    held("100", 1);
    wanted("r1", Side.SELL, 40, 0);
    decided(Verdict.ALLOW);
    engine.tick(Duration.ofSeconds(20));
    assertThat(orders()).hasSize(1);
    engine.tick(Duration.ofSeconds(12));
    assertThat(quantities()).containsExactly(40, 40);
  }

  @Test
  void unanswered_isDeniedToAllAndAskedAgain() {
    held("100", 1);
    wanted("r1", Side.SELL, 40, 0);
    engine.tick(Duration.ofMillis(25));
    engine.tick(Duration.ofMillis(60));
    OrderDecision denial = engine.outbox().single(MessageType.ORDER_DECISION);
    assertThat(denial.rule()).isEqualTo("NO_ANSWER");
    assertThat(denial.clientOrderId()).isEqualTo(last().clientOrderId());
    engine.send(MessageType.ORDER_DECISION, denial);
    engine.tick(SECOND);
    assertThat(quantities()).containsExactly(40, 40);
  }

  @Test
  void renewed_whileOneIsOnItsWay_asksForTheNewRestOnly() {
    held("100", 1);
    wanted("r1", Side.SELL, 40, 0);
    decided(Verdict.ALLOW);
    wanted("r2", Side.SELL, 40, 25);
    assertThat(orders()).as("the first may still be filled").hasSize(1);
    filled(40);
    held("60", 26);
    engine.tick(SECOND);
    engine.tick(Duration.ofSeconds(30));
    assertThat(orders()).as("40 were missing, 40 are closed").hasSize(1);
  }

  @Test
  void position_closedByItsStrategy_leavesNothingToClose() {
    held("100", 1);
    wanted("r1", Side.SELL, 40, 2);
    decided(Verdict.DENY);
    held("0", 3);
    engine.tick(SECOND);
    assertThat(orders()).hasSize(1);
  }

  @Test
  void quantity_aboveTheLargestOrder_isAskedForInParts() {
    held("25000", 1);
    wanted("r1", Side.SELL, 25_000, 2);
    for (int part : new int[] {10_000, 10_000, 5_000}) {
      assertThat(last().quantity().intValueExact()).isEqualTo(part);
      decided(Verdict.ALLOW);
      filled(part);
      engine.tick(SECOND);
    }
    assertThat(quantities()).containsExactly(10_000, 10_000, 5_000);
  }

  @Test
  void call_met_asksForNothingMore() {
    held("100", 1);
    called(MarginCall.Status.LIQUIDATING);
    wanted("r1", Side.SELL, 40, 2);
    decided(Verdict.DENY);
    called(MarginCall.Status.MET);
    engine.tick(SECOND);
    assertThat(orders()).hasSize(1);
  }

  @Test
  void request_notRenewedForAMinute_ends() {
    held("100", 1);
    wanted("r1", Side.SELL, 40, 0);
    decided(Verdict.DENY);
    engine.tick(Duration.ofSeconds(61));
    engine.tick(SECOND);
    assertThat(orders()).hasSize(1);
  }

  @Test
  void account_thatIsCalled_entersNothingUntilTheCallIsMet() {
    StrategyEngineTest.ready(engine);
    called(MarginCall.Status.ISSUED);
    StrategyEngineTest.entersTrend(engine, 0);
    assertThat(orders()).isEmpty();
    called(MarginCall.Status.MET);
    StrategyEngineTest.entersTrend(engine, 1);
    assertThat(orders())
        .singleElement()
        .satisfies(each -> assertThat(each.instrument()).isEqualTo(AAPL));
  }
}
