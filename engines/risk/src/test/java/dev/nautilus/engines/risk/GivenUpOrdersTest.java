package dev.nautilus.engines.risk;

import static dev.nautilus.engines.risk.Fixtures.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderDecision.Verdict;
import dev.nautilus.message.Side;
import org.junit.jupiter.api.Test;

/// A strategy gives an order up that risk has not answered in time. The first decision of an order
/// counts for everybody, so for risk too: what is never filled must not use up room.
class GivenUpOrdersTest {
  private final EngineDefinition definition = newEngine();
  private final EngineHarness engine = EngineHarness.of(definition);

  private static EngineDefinition newEngine() {
    Market market = new Market(Fixtures.properties());
    return new RiskEngine().risk(new RiskBook(Fixtures.properties(), market), market);
  }

  private OrderDecision ask(EngineHarness asked, String id, Side side, String quantity) {
    asked.send(
        MessageType.ORDER_REQUEST, Fixtures.order(id, AAPL, side, quantity, side == Side.SELL));
    return asked.outbox().last(MessageType.ORDER_DECISION);
  }

  @Test
  void order_givenUpBeforeItsApprovalWasTold_setsItsRoomFree() {
    RiskEngineTest.ready(engine);
    OrderDecision approval = ask(engine, "o1", Side.BUY, "300");
    assertThat(approval.verdict()).isEqualTo(Verdict.ALLOW);
    engine.send(MessageType.ORDER_DECISION, Fixtures.givenUp("o1"));
    engine.send(MessageType.ORDER_DECISION, approval);
    OrderDecision next = ask(engine, "o2", Side.BUY, "300");
    assertThat(next.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(next.quantity()).isEqualByComparingTo("300");
  }

  @Test
  void order_givenUpAfterItsApprovalWasTold_keepsItsRoom() {
    RiskEngineTest.ready(engine);
    engine.send(MessageType.ORDER_DECISION, ask(engine, "o1", Side.BUY, "300"));
    engine.send(MessageType.ORDER_DECISION, Fixtures.givenUp("o1"));
    OrderDecision next = ask(engine, "o2", Side.BUY, "300");
    assertThat(next.verdict()).isEqualTo(Verdict.REDUCE);
    assertThat(next.quantity()).isEqualByComparingTo("50");
  }

  @Test
  void closingOrder_givenUp_doesNotKeepThePositionFromBeingClosed() {
    RiskEngineTest.ready(engine);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 20, "100", "100"));
    assertThat(ask(engine, "o1", Side.SELL, "100").verdict()).isEqualTo(Verdict.ALLOW);
    engine.send(MessageType.ORDER_DECISION, Fixtures.givenUp("o1"));
    OrderDecision again = ask(engine, "o2", Side.SELL, "100");
    assertThat(again.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(again.quantity()).isEqualByComparingTo("100");
  }

  @Test
  void state_takenUp_knowsWhichApprovalsWereTold() {
    RiskEngineTest.ready(engine);
    engine.send(MessageType.ORDER_DECISION, ask(engine, "o1", Side.BUY, "200"));
    ask(engine, "o2", Side.BUY, "100");
    EngineDefinition restarted = newEngine();
    restarted.load(definition.save());
    EngineHarness next = EngineHarness.of(restarted);
    next.send(MessageType.ORDER_DECISION, Fixtures.givenUp("o1"));
    next.send(MessageType.ORDER_DECISION, Fixtures.givenUp("o2"));
    assertThat(ask(next, "o3", Side.BUY, "300").quantity()).isEqualByComparingTo("150");
  }
}
