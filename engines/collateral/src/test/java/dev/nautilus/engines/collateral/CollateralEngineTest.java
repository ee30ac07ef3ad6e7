package dev.nautilus.engines.collateral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.MarginCall;
import dev.nautilus.message.MarginUpdate;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollateralEngineTest extends EngineContract {
  private final EngineHarness engine = EngineHarness.of(newEngine());

  @Override
  protected EngineDefinition newEngine() {
    return Fixtures.engine(Fixtures.properties());
  }

  /// A position on margin, and a price that falls until it is sold.
  @Override
  protected void play(EngineHarness played) {
    played.warmUp(_ -> Fixtures.history());
    onMargin(played, "main");
    played.send(
        MessageType.POSITION_CHANGE, Fixtures.position("pm", Fixtures.AAPL, "100", "100", 2));
    played.send(MessageType.POSITION_CHANGE, Fixtures.position("pm", Fixtures.CALL, "-1", "3", 2));
    played.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("pm", "-5000", "10300", 2));
    for (int i = 0; i < 12; i++) {
      played.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 100 - 2.0 * i, 3 + i));
    }
    played.send(
        MessageType.POSITION_CHANGE, Fixtures.position("main", Fixtures.AAPL, "0", "78", 20));
    played.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", "2300", "0", 20));
    played.tick(Duration.ofSeconds(5));
  }

  /// 100 shares at 100, more than half of them borrowed: equity 4,500.
  private static void onMargin(EngineHarness engine, String account) {
    engine.send(
        MessageType.POSITION_CHANGE, Fixtures.position(account, Fixtures.AAPL, "100", "100", 1));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value(account, "-5500", "10000", 1));
  }

  private MarginUpdate margin() {
    return engine.outbox().last(MessageType.MARGIN_UPDATE);
  }

  private List<MarginCall.Status> calls() {
    return engine.outbox().of(MessageType.MARGIN_CALL).stream().map(MarginCall::status).toList();
  }

  private void price(double price, int at) {
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, price, at));
  }

  @Test
  void scenario_goldenFile_isUnchanged() {
    EngineHarness fresh = EngineHarness.of(newEngine());
    play(fresh);
    GoldenFile.of("collateral-scenario.jsonl").check(new ArrayList<>(fresh.outbox().lines()));
  }

  @Test
  void shares_underRegulationT_requireHalfAndAQuarter() {
    onMargin(engine, "main");
    assertThat(margin().equity()).isEqualByComparingTo("4500");
    // A quarter, and a tenth of what one name is above 30 % of the equity.
    assertThat(margin().maintenance()).isEqualByComparingTo("3365");
    assertThat(margin().initial()).isEqualByComparingTo("5000");
    assertThat(margin().excess()).isEqualByComparingTo("1135");
    assertThat(margin().method()).isEqualTo("REG_T");
  }

  @Test
  void position_withoutItsCash_isNotJudgedYet() {
    engine.send(
        MessageType.POSITION_CHANGE, Fixtures.position("main", Fixtures.AAPL, "100", "100", 1));
    engine.tick(Duration.ofSeconds(5));
    assertThat(engine.outbox().all()).isEmpty();
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", "-5500", "10000", 1));
    engine.send(
        MessageType.POSITION_CHANGE, Fixtures.position("main", Fixtures.AAPL, "300", "100", 2));
    price(50, 3);
    assertThat(calls()).as("the cash for 200 more is not told yet").isEmpty();
  }

  @Test
  void positions_openedBeforeTheEngineListened_areNotJudged() {
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", "-5500", "10000", 1));
    assertThat(engine.outbox().all()).isEmpty();
    assertThat(engine.snapshotView(MarginView.class).accounts().get("main"))
        .extracting(MarginView.AccountView::missing)
        .asString()
        .contains("before this engine listened");
  }

  @Test
  void fallingPrice_warnsCallsAndLiquidatesInThatOrder() {
    onMargin(engine, "main");
    for (int i = 0; i < 25; i++) {
      price(100 - i, 2 + i);
    }
    assertThat(calls())
        .containsExactly(
            MarginCall.Status.WARNED, MarginCall.Status.ISSUED, MarginCall.Status.LIQUIDATING);
    List<MarginCall> told = engine.outbox().of(MessageType.MARGIN_CALL);
    assertThat(told).extracting(MarginCall::callId).containsOnly("main-call-1");
    assertThat(told.get(1).amount()).as("2821 less 2800").isEqualByComparingTo("21");
    assertThat(told.get(1).deadline()).as("four trading days").isEqualTo("2026-01-09T21:00:00Z");
    LiquidationRequest sale = engine.outbox().single(MessageType.LIQUIDATION_REQUEST);
    assertThat(sale.side()).isEqualTo(Side.SELL);
    assertThat(sale.quantity()).isBetween(BigDecimal.ONE, BigDecimal.valueOf(99));
    assertThat(sale.rank()).isEqualTo(1);
  }

  @Test
  void liquidation_filled_isMet() {
    onMargin(engine, "main");
    price(78, 2);
    LiquidationRequest sale = engine.outbox().single(MessageType.LIQUIDATION_REQUEST);
    BigDecimal left = BigDecimal.valueOf(100).subtract(sale.quantity());
    BigDecimal cash = new BigDecimal("-5500").add(sale.quantity().multiply(BigDecimal.valueOf(78)));
    engine.send(
        MessageType.POSITION_CHANGE,
        Fixtures.position("main", Fixtures.AAPL, left.toString(), "78", 3));
    engine.send(
        MessageType.PORTFOLIO_UPDATE,
        Fixtures.value(
            "main", cash.toString(), left.multiply(BigDecimal.valueOf(78)).toString(), 3));
    assertThat(calls()).containsExactly(MarginCall.Status.LIQUIDATING, MarginCall.Status.MET);
    assertThat(margin().ratio().orElseThrow()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void call_notMetInTime_isLiquidated() {
    onMargin(engine, "main");
    price(83, 2);
    assertThat(calls()).containsExactly(MarginCall.Status.ISSUED);
    engine.tick(Duration.ofDays(1));
    assertThat(calls()).hasSize(1);
    engine.tick(Duration.ofDays(4));
    assertThat(calls()).containsExactly(MarginCall.Status.ISSUED, MarginCall.Status.LIQUIDATING);
    assertThat(engine.outbox().of(MessageType.LIQUIDATION_REQUEST)).hasSize(1);
    engine.tick(Duration.ofSeconds(10));
    assertThat(engine.outbox().of(MessageType.LIQUIDATION_REQUEST)).as("has time").hasSize(1);
    engine.tick(Duration.ofSeconds(40));
    assertThat(engine.outbox().of(MessageType.LIQUIDATION_REQUEST)).hasSize(2);
  }

  @Test
  void call_priceRecovers_isMet() {
    onMargin(engine, "main");
    price(83, 2);
    price(99, 3);
    assertThat(calls()).containsExactly(MarginCall.Status.ISSUED, MarginCall.Status.MET);
    price(83, 4);
    assertThat(engine.outbox().last(MessageType.MARGIN_CALL).callId()).isEqualTo("main-call-2");
  }

  @Test
  void coveredCall_underBothRules_isTheTablesFigure() {
    for (String account : List.of("main", "pm")) {
      engine.send(
          MessageType.POSITION_CHANGE, Fixtures.position(account, Fixtures.AAPL, "100", "100", 1));
      engine.send(
          MessageType.POSITION_CHANGE, Fixtures.position(account, Fixtures.CALL, "-1", "3", 1));
      engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value(account, "100000", "10300", 1));
    }
    List<MarginUpdate> told = engine.outbox().of(MessageType.MARGIN_UPDATE);
    assertThat(told.getFirst().maintenance()).as("that of the shares").isEqualByComparingTo("2500");
    // 15 % of 100 shares, less the premium that is kept.
    assertThat(told.getLast().maintenance().doubleValue()).isCloseTo(1_200, within(40.0));
    assertThat(told.getLast().method()).isEqualTo("PM");
  }

  @Test
  void nakedCall_underRegulationT_requiresWhatTheTableSaysWithoutThePremiumOwed() {
    engine.send(
        MessageType.POSITION_CHANGE, Fixtures.position("main", Fixtures.CALL, "-1", "3", 1));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", "100000", "300", 1));
    assertThat(engine.outbox().all()).as("no price of the underlying").isEmpty();
    price(100, 2);
    engine.tick(Duration.ofSeconds(1));
    // 20 % of 100 less 5 out of the money; the premium is off the equity already.
    assertThat(margin().maintenance()).isEqualByComparingTo("1500");
    assertThat(margin().equity()).isEqualByComparingTo("99700");
  }

  @Test
  void foreignShare_isHaircutAndConverted() {
    engine.send(MessageType.QUOTE, Fixtures.quote(InstrumentId.of("EURUSD=X"), 1.2, 1));
    engine.send(
        MessageType.POSITION_CHANGE, Fixtures.position("main", Fixtures.SAP, "10", "100", 1));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", "100000", "1200", 1));
    assertThat(margin().equity()).isEqualByComparingTo("101200");
    assertThat(margin().maintenance()).as("300 and 8 % of 1200").isEqualByComparingTo("396");
  }

  @Test
  void dayTrader_whileTheMarketIsOpen_buysFourTimesTheExcess() {
    engine.send(
        MessageType.POSITION_CHANGE, Fixtures.position("day", Fixtures.AAPL, "100", "100", 1));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("day", "40000", "10000", 1));
    assertThat(margin().buyingPower())
        .isEqualByComparingTo(margin().excess().multiply(BigDecimal.valueOf(4)));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("day", "40000", "10000", 36_000));
    assertThat(margin().buyingPower()).as("after the close").isEqualByComparingTo("90000");
  }

  @Test
  void span_shares_requireTheScanRange() {
    engine.send(
        MessageType.POSITION_CHANGE, Fixtures.position("span", Fixtures.AAPL, "100", "100", 1));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("span", "90000", "10000", 1));
    assertThat(margin().maintenance().doubleValue()).isCloseTo(1_500, within(0.01));
  }

  @Test
  void expiredOption_requiresNothing() {
    engine.send(
        MessageType.POSITION_CHANGE,
        Fixtures.position("main", InstrumentId.of("AAPL251219C00100000"), "-1", "3", 1));
    price(100, 1);
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", "100000", "0", 1));
    assertThat(margin().maintenance()).isEqualByComparingTo("0");
    assertThat(margin().ratio()).isEmpty();
  }
}
