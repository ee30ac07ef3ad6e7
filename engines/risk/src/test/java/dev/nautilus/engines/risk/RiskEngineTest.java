package dev.nautilus.engines.risk;

import static dev.nautilus.engines.risk.Fixtures.AAPL;
import static dev.nautilus.engines.risk.Fixtures.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.FactorCalculation;
import dev.nautilus.message.FactorCovariance;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderDecision.Verdict;
import dev.nautilus.message.RiskLimitBreach.Level;
import dev.nautilus.message.RiskMetric;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.RiskState.Mode;
import dev.nautilus.message.Side;
import dev.nautilus.message.ToxicityAlert;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RiskEngineTest extends EngineContract {
  private final Market market = new Market(Fixtures.properties());
  private final RiskBook book = new RiskBook(Fixtures.properties(), market);
  private final EngineHarness engine = EngineHarness.of(new RiskEngine().risk(book, market));

  @Override
  protected EngineDefinition newEngine() {
    Market own = new Market(Fixtures.properties());
    return new RiskEngine().risk(new RiskBook(Fixtures.properties(), own), own);
  }

  /// History, prices, an account, an order with its position, a breach, a crash.
  @Override
  protected void play(EngineHarness played) {
    ready(played);
    played.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.BUY, "100"));
    played.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 20, "100", "100"));
    played.send(MessageType.PORTFOLIO_UPDATE, Fixtures.worth(20_000, "100000"));
    played.send(MessageType.POSITION_CHANGE, Fixtures.position(MSFT, 21_000, "400", "100"));
    played.send(MessageType.ORDER_REQUEST, Fixtures.order("o2", AAPL, Side.BUY, "10"));
    played.send(MessageType.NBBO, Fixtures.best(AAPL, 22_000, 85));
    played.send(MessageType.ORDER_REQUEST, Fixtures.order("o3", AAPL, Side.SELL, "100", true));
  }

  static void ready(EngineHarness played) {
    played.warmUp(asked -> Fixtures.history(asked, Fixtures.DAYS));
    played.send(MessageType.NBBO, Fixtures.best(AAPL, 0, 100));
    played.send(MessageType.NBBO, Fixtures.best(MSFT, 0, 100));
    played.send(MessageType.PORTFOLIO_UPDATE, Fixtures.worth(10, "100000"));
  }

  private OrderDecision decision() {
    return engine.outbox().last(MessageType.ORDER_DECISION);
  }

  private List<RiskMetric> metrics(String account, String measure) {
    return engine.outbox().of(MessageType.RISK_METRIC).stream()
        .filter(each -> each.account().equals(account) && each.measure().equals(measure))
        .toList();
  }

  @Test
  void scenario_goldenFile_isUnchanged() {
    play(engine);
    GoldenFile.of("risk-scenario.jsonl").check(engine.outbox().lines());
  }

  @Test
  void history_learned_measuresTheBasket() {
    engine.warmUp(asked -> Fixtures.history(asked, Fixtures.DAYS));
    assertThat(metrics(Market.BASKET, "var"))
        .hasSizeGreaterThan(10)
        .allSatisfy(metric -> assertThat(metric.value()).isPresent());
    assertThat(metrics(Market.BASKET, "kupiec_p")).hasSize(2);
    assertThat(metrics(Market.BASKET, "component_var"))
        .extracting(RiskMetric::method)
        .containsExactly("gaussian:AAPL", "gaussian:MSFT");
  }

  @Test
  void history_tooShort_isNotReadyAndNever0() {
    engine.warmUp(asked -> Fixtures.history(asked, Fixtures.WINDOW));
    engine.send(MessageType.NBBO, Fixtures.best(AAPL, 0, 100));
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 1, "10", "100"));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.worth(10, "100000"));
    assertThat(metrics("main", "var"))
        .isNotEmpty()
        .allSatisfy(
            metric -> {
              assertThat(metric.value()).isEmpty();
              assertThat(metric.valid()).isFalse();
              assertThat(metric.note()).contains("99 of 100 days");
            });
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.BUY, "10"));
    assertThat(decision().rule()).isEqualTo("NOT_READY");
  }

  @Test
  void order_withinEverything_isAllowed() {
    ready(engine);
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.BUY, "100"));
    assertThat(decision().verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision().quantity()).isEqualByComparingTo("100");
  }

  @Test
  void order_accountNeverHeardOf_isDenied() {
    engine.warmUp(asked -> Fixtures.history(asked, Fixtures.DAYS));
    engine.send(MessageType.NBBO, Fixtures.best(AAPL, 0, 100));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.BUY, "1"));
    assertThat(decision().rule()).isEqualTo("NO_ACCOUNT");
  }

  @Test
  void order_comesTwice_isDeniedTheSecondTime() {
    ready(engine);
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.BUY, "1"));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.BUY, "1"));
    assertThat(decision().rule()).isEqualTo("DUPLICATE");
  }

  @Test
  void orders_beforeTheFirstIsFilled_shareTheRoom() {
    ready(engine);
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.BUY, "300"));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o2", AAPL, Side.BUY, "300"));
    assertThat(decision().verdict()).isEqualTo(Verdict.REDUCE);
    assertThat(decision().quantity()).isEqualByComparingTo("50");
    assertThat(decision().rule()).isEqualTo("MAX_POSITION");
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o3", AAPL, Side.BUY, "1"));
    assertThat(decision().verdict()).isEqualTo(Verdict.DENY);
  }

  @Test
  void order_filledInPart_setsFreeWhatIsCancelledWithIt() {
    ready(engine);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 20, "100", "100"));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.SELL, "100", true));
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 30, "40", "100"));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o2", AAPL, Side.SELL, "40", true));
    assertThat(decision().verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision().quantity()).isEqualByComparingTo("40");
  }

  @Test
  void order_inToxicFlow_isDeniedUntilItIsOver() {
    ready(engine);
    engine.send(MessageType.TOXICITY_ALERT, toxicity(ToxicityAlert.Change.ENTERED));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.BUY, "1"));
    assertThat(decision().rule()).isEqualTo("TOXIC");
    engine.send(MessageType.TOXICITY_ALERT, toxicity(ToxicityAlert.Change.LEFT));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o2", AAPL, Side.BUY, "1"));
    assertThat(decision().verdict()).isEqualTo(Verdict.ALLOW);
  }

  private static ToxicityAlert toxicity(ToxicityAlert.Change change) {
    return new ToxicityAlert(AAPL, change, 0.99, 0.99, Fixtures.START, true);
  }

  @Test
  void breach_ofOneIssuer_reducesUntilWellBelow() {
    ready(engine);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 20, "360", "100"));
    assertThat(engine.outbox().last(MessageType.RISK_STATE).mode()).isEqualTo(Mode.REDUCING);
    assertThat(engine.outbox().last(MessageType.RISK_LIMIT_BREACH).level()).isEqualTo(Level.BREACH);
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", MSFT, Side.BUY, "1"));
    assertThat(decision().rule()).isEqualTo("REDUCING");
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 30, "345", "100"));
    assertThat(engine.outbox().last(MessageType.RISK_STATE).mode()).isEqualTo(Mode.REDUCING);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 40, "300", "100"));
    assertThat(engine.outbox().last(MessageType.RISK_STATE).mode()).isEqualTo(Mode.OK);
  }

  @Test
  void flashCrash_haltsEveryoneByTheExpressLane_andLetsOnlyReducingOrdersPass() {
    ready(engine);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 20, "100", "100"));
    engine.outbox().clear();
    engine.send(MessageType.NBBO, Fixtures.best(AAPL, 1000, 89));
    assertThat(engine.outbox().single(MessageType.FLASH_CRASH_ALERT).move()).isLessThan(-0.1);
    assertThat(engine.outbox().of(MessageType.RISK_STATE))
        .extracting(RiskState::account)
        .containsExactly("*", "main");
    assertThat(engine.outbox().all())
        .allSatisfy(each -> assertThat(each.priority().isExpress()).isTrue());
    assertThat(engine.outbox().all().getFirst().priority()).isEqualTo(Priority.FLASH_CRASH);

    engine.send(MessageType.NBBO, Fixtures.best(AAPL, 1100, 88));
    assertThat(engine.outbox().of(MessageType.FLASH_CRASH_ALERT)).hasSize(1);
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.SELL, "100"));
    assertThat(decision().rule()).isEqualTo("HALTED");
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o2", AAPL, Side.SELL, "100", true));
    assertThat(decision().verdict()).isEqualTo(Verdict.ALLOW);
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o3", AAPL, Side.SELL, "100", true));
    assertThat(decision().rule()).as("all of it is on its way").isEqualTo("REDUCE_ONLY");
  }

  @Test
  void oneMinuteBar_ofTheConfiguredOrigin_isAPrice() {
    engine.warmUp(asked -> Fixtures.history(asked, Fixtures.DAYS));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.worth(10, "100000"));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.BUY, "1"));
    assertThat(decision().rule()).isEqualTo("STALE_PRICE");
    engine.send(
        MessageType.BAR,
        Fixtures.bar(AAPL, BarSpec.MINUTE, Fixtures.START.minusSeconds(60), 100, 101));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o2", AAPL, Side.BUY, "1"));
    assertThat(decision().verdict()).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void price_olderThanAllowed_isNone() {
    ready(engine);
    engine.tick(Duration.ofSeconds(61));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o1", AAPL, Side.BUY, "1"));
    assertThat(decision().rule()).isIn("STALE_PRICE", "EXPIRED");
    assertThat(decision().verdict()).isEqualTo(Verdict.DENY);
  }

  @Test
  void factorModel_heard_givesSectorAndDeviation() {
    ready(engine);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 20, "100", "100"));
    List<String> factors = List.of("market", "sector:tech");
    LocalDate day = LocalDate.of(2026, 1, 4);
    engine.send(MessageType.FACTOR_CALCULATION, exposed(day, factors));
    engine.send(
        MessageType.FACTOR_COVARIANCE,
        new FactorCovariance(
            "m",
            day,
            0,
            factors,
            List.of(0.0252, 0.0, 0.0126),
            List.of(new FactorCovariance.SpecificVariance(AAPL, 0.0126)),
            true));
    assertThat(market.model().sector(AAPL)).hasValue("tech");
    assertThat(market.model().deviation(Map.of(AAPL, 1.0)).orElseThrow())
        .isCloseTo(Math.sqrt(0.0504 / 252), offset(1e-12));
    assertThat(market.model().deviation(Map.of(MSFT, 1.0))).isEmpty();
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.worth(20_000, "100000"));
    assertThat(metrics("main", "var")).anyMatch(each -> each.method().equals("factor_model"));
    assertThat(market.model().sector(MSFT)).isEmpty();
  }

  private static FactorCalculation exposed(LocalDate day, List<String> factors) {
    FactorCalculation.FactorReturn none =
        new FactorCalculation.FactorReturn(0, OptionalDouble.empty());
    return new FactorCalculation(
        "m",
        day,
        0,
        factors,
        List.of(none, none),
        List.of(new FactorCalculation.Exposure(AAPL, List.of(1.0, 1.0), OptionalDouble.empty())),
        OptionalDouble.empty(),
        1,
        1,
        1,
        true);
  }
}
