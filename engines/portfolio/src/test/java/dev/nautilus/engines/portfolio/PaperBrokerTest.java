package dev.nautilus.engines.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engines.portfolio.PortfolioProperties.PaperSetting;
import dev.nautilus.engines.portfolio.method.LotMethod;
import dev.nautilus.message.Fill;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.Side;
import dev.nautilus.message.TradeExecution;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of an order.
class PaperBrokerTest {
  private final EngineHarness engine = EngineHarness.of(Fixtures.engine(Fixtures.properties()));

  private List<Fill> fills() {
    return engine.outbox().of(MessageType.FILL);
  }

  private PositionChange position() {
    return engine.outbox().last(MessageType.POSITION_CHANGE);
  }

  private PortfolioUpdate value() {
    return engine.outbox().last(MessageType.PORTFOLIO_UPDATE);
  }

  private void allowed(OrderRequest order, int seconds) {
    engine.send(MessageType.ORDER_REQUEST, order);
    engine.send(MessageType.ORDER_DECISION, Fixtures.allow(order, seconds));
  }

  @Test
  void order_withoutAnAnswerOfRisk_isNeverExecuted() {
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 1, 99, 101));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o-1", Side.BUY, 10));
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 2, 99, 101));
    assertThat(fills()).isEmpty();
    engine.tick(Duration.ofHours(2));
    assertThat(engine.snapshotView(PortfolioView.class).orders()).isEmpty();
  }

  @Test
  void marketOrder_allowed_fillsAtTheFarSideAndIsMirroredOnTheTape() {
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 1, 99.99, 100.01));
    allowed(Fixtures.order("o-1", Side.BUY, 300), 2);
    Fill fill = engine.outbox().single(MessageType.FILL);
    assertThat(fill.price()).isEqualByComparingTo("100.01");
    assertThat(fill.commission()).as("0.005 each").isEqualByComparingTo("1.50");
    assertThat(fill.remaining()).isEqualByComparingTo("0");
    TradeExecution tape = engine.outbox().single(MessageType.TRADE_EXECUTION);
    assertThat(tape.executionId()).isEqualTo(fill.fillId());
    assertThat(tape.quantity()).isEqualByComparingTo(fill.quantity());
    assertThat(position().quantity()).isEqualByComparingTo("300");
    assertThat(value().cash()).isEqualByComparingTo("69995.50");
    // 100000 - 1.50 commission - 300 * 0.01 to the middle
    assertThat(value().netAssetValue()).isEqualByComparingTo("99995.50");
  }

  @Test
  void order_repeated_isExecutedOnce() {
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 1, 99, 101));
    OrderRequest order = Fixtures.order("o-1", Side.BUY, 10);
    allowed(order, 2);
    allowed(order, 3);
    assertThat(fills()).hasSize(1);
  }

  @Test
  void decision_beforeItsRequest_countsAllTheSame() {
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 1, 99, 101));
    OrderRequest order = Fixtures.order("o-1", Side.BUY, 10);
    engine.send(MessageType.ORDER_DECISION, Fixtures.allow(order, 2));
    engine.send(MessageType.ORDER_REQUEST, order);
    assertThat(fills()).hasSize(1);
  }

  @Test
  void limitOrder_waitsForItsPriceAndExpires() {
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 1, 99, 101));
    OrderRequest order = Fixtures.order("o-1", Side.BUY, 10);
    allowed(Fixtures.priced(order, OrderRequest.Type.LIMIT, "100"), 2);
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 3, 99.4, 100.1));
    assertThat(fills()).isEmpty();
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 4, 99.3, 99.9));
    assertThat(fills()).extracting(Fill::price).containsExactly(new BigDecimal("99.9"));
    OrderRequest late = Fixtures.order("o-2", Side.BUY, 10);
    allowed(Fixtures.priced(late, OrderRequest.Type.LIMIT, "90"), 5);
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 3_601, 80, 81));
    assertThat(fills()).hasSize(1);
    assertThat(engine.snapshotView(PortfolioView.class).ended()).containsEntry("expired", 1L);
  }

  @Test
  void stopOrder_touched_sellsAtTheBid() {
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 1, 99, 101));
    OrderRequest order = Fixtures.order("o-1", Side.SELL, 10);
    allowed(Fixtures.priced(order, OrderRequest.Type.STOP, "95"), 2);
    assertThat(fills()).isEmpty();
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 3, 94, 96));
    assertThat(fills()).extracting(Fill::price).containsExactly(new BigDecimal("94.0"));
  }

  @Test
  void marketOrder_oldQuote_waitsForAFreshOne() {
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 1, 99, 101));
    allowed(Fixtures.order("o-1", Side.BUY, 10), 100);
    assertThat(fills()).isEmpty();
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 101, 98, 99));
    assertThat(fills()).extracting(Fill::price).containsExactly(new BigDecimal("99.0"));
  }

  @Test
  void immediateOrder_nothingToFillAt_isCancelled() {
    allowed(
        Fixtures.order("o-1", Side.BUY, 10, OrderRequest.TimeInForce.IMMEDIATE_OR_CANCEL, false),
        1);
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 2, 98, 99));
    assertThat(fills()).isEmpty();
  }

  @Test
  void displayedSize_largerOrder_fillsInPartsWithOneLeastCommission() {
    EngineHarness shown =
        EngineHarness.of(
            Fixtures.engine(Fixtures.properties(PaperSetting.FillSize.DISPLAYED, LotMethod.FIFO)));
    shown.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 1, 99, 101));
    OrderRequest order = Fixtures.order("o-1", Side.BUY, 70);
    shown.send(MessageType.ORDER_REQUEST, order);
    shown.send(MessageType.ORDER_DECISION, Fixtures.allow(order, 2));
    shown.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 3, 99, 102));
    shown.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 4, 99, 103));
    List<Fill> parts = shown.outbox().of(MessageType.FILL);
    assertThat(parts).extracting(fill -> fill.quantity().intValue()).containsExactly(30, 30, 10);
    assertThat(parts)
        .extracting(Fill::commission)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("1"), BigDecimal.ZERO, BigDecimal.ZERO);
    assertThat(parts).extracting(Fill::fillId).doesNotHaveDuplicates();
  }

  @Test
  void reduceOnly_largerThanThePosition_closesItAndNoMore() {
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "10", "100", 1));
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 2, 99, 101));
    allowed(Fixtures.order("o-1", Side.SELL, 50, OrderRequest.TimeInForce.DAY, true), 3);
    assertThat(engine.outbox().single(MessageType.FILL).quantity()).isEqualByComparingTo("10");
    assertThat(position().quantity()).isEqualByComparingTo("0");
    allowed(Fixtures.order("o-2", Side.SELL, 50, OrderRequest.TimeInForce.DAY, true), 4);
    assertThat(fills()).hasSize(1);
    assertThat(engine.snapshotView(PortfolioView.class).orders()).isEmpty();
  }

  @Test
  void halt_restingOrders_areTakenBackAndReductionsStillFill() {
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "10", "100", 1));
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 2, 99, 101));
    OrderRequest resting = Fixtures.order("o-1", Side.BUY, 10);
    allowed(Fixtures.priced(resting, OrderRequest.Type.LIMIT, "90"), 3);
    engine.send(
        MessageType.RISK_STATE,
        new RiskState("*", RiskState.Mode.HALTED, "crash", false, Fixtures.at(4), true));
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 5, 79, 80));
    assertThat(fills()).isEmpty();
    allowed(Fixtures.order("o-2", Side.SELL, 10, OrderRequest.TimeInForce.DAY, true), 6);
    assertThat(fills()).hasSize(1);
    assertThat(position().quantity()).isEqualByComparingTo("0");
  }
}
