package dev.nautilus.engines.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.Fill;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PortfolioTarget;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.PriceUpdate;
import dev.nautilus.message.Side;
import dev.nautilus.message.TradeExecution;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PortfolioEngineTest extends EngineContract {
  private final EngineHarness engine = EngineHarness.of(newEngine());

  @Override
  protected EngineDefinition newEngine() {
    return Fixtures.engine(Fixtures.properties());
  }

  /// History, an order that is allowed and filled, fills from elsewhere, a dividend.
  @Override
  protected void play(EngineHarness played) {
    played.warmUp(backfill -> Fixtures.history(backfill, 300));
    played.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 1, 99.99, 100.01));
    OrderRequest order = Fixtures.order("o-1", Side.BUY, 100);
    played.send(MessageType.ORDER_REQUEST, order);
    played.send(MessageType.ORDER_DECISION, Fixtures.allow(order, 2));
    played.send(MessageType.FILL, Fixtures.fill("f-1", "-150", "101.50", 3));
    played.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 4, 99.49, 99.51));
    played.send(
        MessageType.CORPORATE_ACTION,
        Fixtures.action(CorporateAction.Kind.DIVIDEND, 0.25, LocalDate.of(2026, 1, 6)));
    played.tick(Duration.ofSeconds(5));
  }

  private PositionChange position() {
    return engine.outbox().last(MessageType.POSITION_CHANGE);
  }

  private PortfolioUpdate value() {
    return engine.outbox().last(MessageType.PORTFOLIO_UPDATE);
  }

  @Test
  void scenario_goldenFile_isUnchanged() {
    EngineHarness fresh = EngineHarness.of(newEngine());
    play(fresh);
    GoldenFile.of("portfolio-scenario.jsonl").check(new ArrayList<>(fresh.outbox().lines()));
  }

  @Test
  void marks_ofWhatIsHeld_areToldWithItsValue() {
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 1, 99, 101));
    engine.tick(Duration.ofSeconds(5));
    assertThat(engine.outbox().of(MessageType.PRICE_UPDATE)).as("nothing is held").isEmpty();
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "10", "100", 2));
    engine.tick(Duration.ofSeconds(5));
    PriceUpdate mark = engine.outbox().single(MessageType.PRICE_UPDATE);
    assertThat(mark.instrument()).isEqualTo(Fixtures.AAPL);
    assertThat(mark.price()).isEqualTo(100);
  }

  @Test
  void fill_heardAgain_countsOnce() {
    Fill fill = Fixtures.fill("f-1", "10", "100", 1);
    engine.send(MessageType.FILL, fill).send(MessageType.FILL, fill);
    assertThat(engine.outbox().of(MessageType.POSITION_CHANGE)).hasSize(1);
    assertThat(engine.outbox().of(MessageType.TRADE_EXECUTION)).hasSize(1);
    assertThat(engine.snapshotView(PortfolioView.class).repeatedFills()).isEqualTo(1);
  }

  @Test
  void reversal_isToldAsCloseAndOpen() {
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "10", "100", 1));
    engine.send(MessageType.FILL, Fixtures.fill("f-2", "-15", "110", 2));
    List<PositionChange> changes = engine.outbox().of(MessageType.POSITION_CHANGE);
    assertThat(changes).extracting(each -> each.quantity().intValue()).containsExactly(10, 0, -5);
    assertThat(changes.get(1).averagePrice()).isNull();
    assertThat(changes.get(1).realised()).isEqualByComparingTo("98.33");
  }

  @Test
  void value_positionWithoutAPrice_isNotTold() {
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "10", "100", 1));
    assertThat(engine.outbox().of(MessageType.PORTFOLIO_UPDATE)).isEmpty();
    assertThat(position().unrealised()).isNull();
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 2, 101, 103));
    engine.tick(Duration.ofSeconds(5));
    assertThat(value().unrealised()).isEqualByComparingTo("20");
  }

  @Test
  void foreignShare_rateMoves_isProfitOfTheCurrencyAlone() {
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.EURUSD, 1, 1.10, 1.10));
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.SAP, 1, 100, 100));
    engine.send(MessageType.FILL, Fixtures.fill(Fixtures.SAP, "f-1", BigDecimal.TEN, "100", 2));
    assertThat(value().netAssetValue())
        .as("a commission of one euro")
        .isEqualByComparingTo("99998.90");
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.EURUSD, 3, 1.20, 1.20));
    engine.tick(Duration.ofSeconds(5));
    // 1000 euro of shares against 1001 euro owed
    assertThat(value().netAssetValue()).isEqualByComparingTo("99998.80");
    assertThat(value().unrealised()).isEqualByComparingTo("0");
  }

  @Test
  void inverseContract_profit_isPaidInItsCoin() {
    engine.send(MessageType.QUOTE, Fixtures.quote(InstrumentId.of("BTC-USD"), 1, 20_000, 20_000));
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.XBT, 1, 20_000, 20_000));
    engine.send(
        MessageType.FILL, Fixtures.fill(Fixtures.XBT, "f-1", new BigDecimal("100000"), "16000", 2));
    assertThat(position().currency()).isEqualTo("BTC");
    assertThat(position().unrealised())
        .as("100000 (1/16000 - 1/20000)")
        .isEqualByComparingTo("1.25");
  }

  @Test
  void split_fourForOne_keepsTheValue() {
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "10", "400", 1));
    engine.send(
        MessageType.CORPORATE_ACTION,
        Fixtures.action(CorporateAction.Kind.SPLIT, 4, LocalDate.of(2026, 1, 6)));
    assertThat(position().quantity()).isEqualByComparingTo("40");
    assertThat(position().averagePrice()).isEqualByComparingTo("100");
    engine.send(
        MessageType.CORPORATE_ACTION,
        Fixtures.action(CorporateAction.Kind.SPLIT, 4, LocalDate.of(2026, 1, 6)));
    assertThat(engine.outbox().of(MessageType.POSITION_CHANGE)).as("once").hasSize(2);
    assertThat(engine.outbox().asked()).as("closes in new units").hasSize(1);
  }

  @Test
  void dividend_shortPosition_paysIt() {
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "-10", "100", 1));
    engine.send(
        MessageType.CORPORATE_ACTION,
        Fixtures.action(CorporateAction.Kind.DIVIDEND, 0.333, LocalDate.of(2026, 1, 6)));
    assertThat(position().realised()).as("-1.00 - 3.33").isEqualByComparingTo("-4.33");
    assertThat(position().fillId()).isNull();
  }

  @Test
  void action_longPast_isCountedAndNotBooked() {
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "10", "100", 1));
    CorporateAction old = Fixtures.action(CorporateAction.Kind.SPLIT, 4, LocalDate.of(2020, 8, 31));
    engine.send(
        MessageType.CORPORATE_ACTION, old.withProvenance(Fixtures.provenance(Fixtures.at(2))));
    assertThat(position().quantity()).isEqualByComparingTo("10");
    assertThat(engine.snapshotView(PortfolioView.class).lateActions()).isEqualTo(1);
  }

  @Test
  void history_shorterThanTheWindow_tellsNoTarget() {
    engine.warmUp(backfill -> Fixtures.history(backfill, 252));
    assertThat(engine.outbox().of(MessageType.PORTFOLIO_TARGET)).isEmpty();
    assertThat(engine.snapshotView(PortfolioView.class).lacking()).hasSize(3);
    EngineHarness longer = EngineHarness.of(newEngine());
    longer.warmUp(backfill -> Fixtures.history(backfill, 253));
    PortfolioTarget target = longer.outbox().single(MessageType.PORTFOLIO_TARGET);
    assertThat(target.weights().stream().mapToDouble(PortfolioTarget.Weight::weight).sum())
        .isCloseTo(1, within(1e-9));
    longer.tick(Duration.ofSeconds(5));
    assertThat(longer.outbox().of(MessageType.PORTFOLIO_TARGET)).as("once a day").hasSize(1);
    Fixtures.SYMBOLS.forEach(
        symbol ->
            longer.send(MessageType.BAR, Fixtures.day(symbol, LocalDate.of(2026, 1, 5), 101)));
    longer.tick(Duration.ofSeconds(5));
    assertThat(longer.outbox().of(MessageType.PORTFOLIO_TARGET)).hasSize(2);
  }

  /// The sum of the fills, the tape and the book agree to the cent, whatever is dealt.
  @Test
  void books_manyFills_agreeWithFillsAndTape() {
    SplittableRandom random = new SplittableRandom(5);
    BigDecimal cash = new BigDecimal("100000");
    BigDecimal units = BigDecimal.ZERO;
    for (int i = 0; i < 500; i++) {
      String quantity = (random.nextBoolean() ? "" : "-") + (1 + random.nextInt(90));
      String price = BigDecimal.valueOf(9_000 + random.nextInt(2_000), 2).toString();
      engine.send(MessageType.FILL, Fixtures.fill("f-" + i, quantity, price, i));
      units = units.add(new BigDecimal(quantity));
      cash =
          cash.subtract(new BigDecimal(quantity).multiply(new BigDecimal(price)))
              .subtract(BigDecimal.ONE);
    }
    engine.send(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 600, 100, 100));
    engine.tick(Duration.ofSeconds(5));
    BigDecimal tape = BigDecimal.ZERO;
    for (TradeExecution each : engine.outbox().of(MessageType.TRADE_EXECUTION)) {
      tape = each.side() == Side.BUY ? tape.add(each.quantity()) : tape.subtract(each.quantity());
    }
    assertThat(tape).isEqualByComparingTo(units);
    assertThat(position().quantity()).isEqualByComparingTo(units);
    assertThat(value().cash()).isEqualByComparingTo(cash);
    BigDecimal worth = cash.add(units.multiply(BigDecimal.valueOf(100)));
    assertThat(value().netAssetValue()).isEqualByComparingTo(worth);
    assertThat(value().realised().add(value().unrealised()))
        .as("what was earned is what the account is worth more")
        .isEqualByComparingTo(worth.subtract(new BigDecimal("100000")));
  }
}
