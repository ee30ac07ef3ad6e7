package dev.nautilus.engines.analytics;

import static dev.nautilus.engines.analytics.Fixtures.AAPL;
import static dev.nautilus.engines.analytics.Fixtures.NOW;
import static dev.nautilus.engines.analytics.Fixtures.SPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.testkit.EngineContract;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.engine.testkit.GoldenFile;
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.Bar;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.Side;
import dev.nautilus.quant.performance.Performance;
import dev.nautilus.quant.performance.PerformanceRule;
import dev.nautilus.quant.performance.RelativePerformance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalyticsEngineTest extends EngineContract {
  private static final int HISTORY = 300;
  private static final List<Bar> SPY_DAYS = Fixtures.days(SPY, 1, HISTORY + 5);
  private static final List<Bar> AAPL_DAYS = Fixtures.days(AAPL, 2, HISTORY + 5);

  private final EngineHarness engine = EngineHarness.of(newEngine());

  @Override
  protected EngineDefinition newEngine() {
    return new AnalyticsEngine().analytics(new AnalyticsBook(Fixtures.properties()));
  }

  private static void warmUp(EngineHarness played) {
    played.warmUp(
        backfill ->
            backfill.instruments().getFirst().equals(SPY)
                ? Fixtures.answer(SPY, SPY_DAYS.subList(0, HISTORY))
                : Fixtures.answer(AAPL, AAPL_DAYS.subList(0, HISTORY)));
  }

  /// History, an account's days, an order in two fills with the market of its minute, its round
  /// trip, an attribution, a run, the next days' bars.
  @Override
  protected void play(EngineHarness played) {
    warmUp(played);
    for (int day = 0; day < 4; day++) {
      played.send(
          MessageType.PORTFOLIO_UPDATE,
          Fixtures.value("main", NOW.plus(Duration.ofDays(day)), 0.01 * (day - 1)));
    }
    played.send(MessageType.BAR, Fixtures.minute(AAPL, -1, 99));
    played.send(MessageType.ORDER_REQUEST, Fixtures.order("o-1", AAPL, Side.BUY, "10"));
    played.send(
        MessageType.ORDER_DECISION, Fixtures.decision("o-1", OrderDecision.Verdict.ALLOW, "10"));
    played.send(
        MessageType.FILL,
        Fixtures.partly(Fixtures.fill("f-1", "o-1", Side.BUY, "4", "100.10"), "6"));
    played.send(MessageType.FILL, Fixtures.fill("f-2", "o-1", Side.BUY, "6", "100.20"));
    played.send(MessageType.FILL, Fixtures.fill("f-2", "o-1", Side.BUY, "6", "100.20"));
    played.send(MessageType.BAR, Fixtures.minute(AAPL, 0, 100));
    played.send(MessageType.ORDER_REQUEST, Fixtures.order("o-2", AAPL, Side.SELL, "8"));
    played.send(MessageType.FILL, Fixtures.fill("f-9", "o-2", Side.SELL, "8", "103"));
    played.send(MessageType.BAR, Fixtures.minute(AAPL, 1, 103));
    played.send(MessageType.ANALYTICS_RESULT, Fixtures.attribution("main"));
    played.send(MessageType.BACKTEST_COMPLETE, Fixtures.run("run-1"));
    for (int day = HISTORY; day < HISTORY + 5; day++) {
      played.send(MessageType.BAR, AAPL_DAYS.get(day));
      played.send(MessageType.BAR, SPY_DAYS.get(day));
    }
  }

  private List<AnalyticsResult> said() {
    return engine.outbox().of(MessageType.ANALYTICS_RESULT);
  }

  @Test
  void scenario_goldenFile_isUnchanged() {
    play(engine);
    GoldenFile.of("analytics-scenario.jsonl").check(engine.outbox().lines());
  }

  @Test
  void history_learned_saysEveryFullWindowOfEachInstrument() {
    warmUp(engine);
    assertThat(said()).hasSize(2 * Window.values().length);
    AnalyticsResult all =
        said().stream()
            .filter(each -> each.subject().equals("AAPL") && each.window().equals("all"))
            .findFirst()
            .orElseThrow();
    double[] own = returns(AAPL_DAYS);
    Performance expected = Performance.of(own, PerformanceRule.DAILY);
    RelativePerformance relative =
        RelativePerformance.of(own, returns(SPY_DAYS), PerformanceRule.DAILY);
    assertThat(Fixtures.measure(all, "sharpe")).isCloseTo(expected.sharpe(), within(1e-10));
    assertThat(Fixtures.measure(all, "max_drawdown"))
        .isCloseTo(expected.maxDrawdown(), within(1e-10));
    assertThat(Fixtures.measure(all, "beta")).isCloseTo(relative.beta(), within(1e-10));
    assertThat(all.simulated()).isTrue();
  }

  private static double[] returns(List<Bar> bars) {
    double[] returns = new double[HISTORY - 1];
    for (int i = 1; i < HISTORY; i++) {
      returns[i - 1] = bars.get(i).close() / bars.get(i - 1).close() - 1;
    }
    return returns;
  }

  @Test
  void window_notFull_isNotSaid() {
    engine.warmUp(backfill -> Fixtures.answer(AAPL, Fixtures.days(AAPL, 3, 30)));
    assertThat(said()).extracting(AnalyticsResult::window).containsOnly("1m", "all");
  }

  @Test
  void account_dayOver_saysItsStatisticsOnce() {
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", NOW, 0.01));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", NOW.plusSeconds(60), 0.02));
    assertThat(said()).isEmpty();
    engine.send(
        MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", NOW.plus(Duration.ofDays(1)), -0.01));
    engine.send(
        MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", NOW.plus(Duration.ofDays(2)), 0));
    assertThat(said()).hasSize(1);
    assertThat(Fixtures.measure(said().getFirst(), "total_return"))
        .as("the last word on each day counts")
        .isCloseTo(1.02 * 0.99 - 1, within(1e-12));
  }

  @Test
  void account_firstDayWithoutReturn_isNotADayOfZero() {
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", NOW, Double.NaN));
    for (int day = 1; day < 4; day++) {
      engine.send(
          MessageType.PORTFOLIO_UPDATE,
          Fixtures.value("main", NOW.plus(Duration.ofDays(day)), 0.01 * day));
    }
    assertThat(Fixtures.measure(said().getFirst(), "periods")).isEqualTo(2);
  }

  @Test
  void order_filled_costsAgainstArrivalAndTheMarketOfItsMinutes() {
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o-1", AAPL, Side.BUY, "10"));
    engine.send(
        MessageType.FILL,
        Fixtures.partly(Fixtures.fill("f-1", "o-1", Side.BUY, "4", "100.10"), "6"));
    engine.send(MessageType.FILL, Fixtures.fill("f-2", "o-1", Side.BUY, "6", "100.20"));
    assertThat(said()).as("the market of the last minute is not known yet").isEmpty();
    engine.send(MessageType.BAR, Fixtures.minute(AAPL, 0, 100));
    AnalyticsResult cost = said().getFirst();
    assertThat(cost.kind()).isEqualTo(AnalyticsResult.Kind.EXECUTION_COST);
    assertThat(cost.subject()).isEqualTo("main");
    assertThat(Fixtures.measure(cost, "execution_cost")).isCloseTo(1.6, within(1e-9));
    assertThat(Fixtures.measure(cost, "shortfall")).isCloseTo((1.6 + 2) / 1000 * 1e4, within(1e-9));
    assertThat(Fixtures.measure(cost, "interval_vwap")).isCloseTo(100.25, within(1e-9));
    assertThat(Fixtures.measure(cost, "vwap_slippage"))
        .isCloseTo((100.16 - 100.25) / 100.25 * 1e4, within(1e-9));
  }

  @Test
  void order_expiredHalfFilled_countsWhatWasMissed() {
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o-1", AAPL, Side.BUY, "10"));
    engine.send(
        MessageType.FILL, Fixtures.partly(Fixtures.fill("f-1", "o-1", Side.BUY, "4", "100"), "6"));
    for (int minute = 0; minute < 30; minute++) {
      engine.send(MessageType.BAR, Fixtures.minute(AAPL, minute, 102));
    }
    AnalyticsResult cost = said().getFirst();
    assertThat(Fixtures.measure(cost, "opportunity_cost")).isCloseTo(12, within(1e-9));
    assertThat(Fixtures.measure(cost, "fill_rate")).isEqualTo(0.4);
    assertThat(engine.snapshotView(AnalyticsView.class).working()).isZero();
  }

  @Test
  void order_denied_costsNothing() {
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o-1", AAPL, Side.BUY, "10"));
    engine.send(
        MessageType.ORDER_DECISION, Fixtures.decision("o-1", OrderDecision.Verdict.DENY, "0"));
    assertThat(engine.snapshotView(AnalyticsView.class).working()).isZero();
    assertThat(said()).isEmpty();
  }

  @Test
  void fill_sameIdAgain_countsOnce() {
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "o-1", Side.BUY, "10", "100"));
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "o-1", Side.BUY, "10", "100"));
    engine.send(MessageType.FILL, Fixtures.fill("f-2", "o-2", Side.SELL, "10", "101"));
    assertThat(engine.snapshotView(AnalyticsView.class).repeated()).isEqualTo(1);
    assertThat(Fixtures.measure(said().getFirst(), "trades")).isEqualTo(1);
    assertThat(Fixtures.measure(said().getFirst(), "average_win")).isCloseTo(8, within(1e-9));
  }

  @Test
  void roundTrip_ofAHeardOrder_countsForItsStrategyToo() {
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o-1", AAPL, Side.SELL, "10"));
    engine.send(MessageType.FILL, Fixtures.fill("f-1", "o-1", Side.SELL, "10", "100"));
    engine.send(MessageType.ORDER_REQUEST, Fixtures.order("o-2", AAPL, Side.BUY, "10"));
    engine.send(MessageType.FILL, Fixtures.fill("f-2", "o-2", Side.BUY, "10", "99"));
    assertThat(said()).extracting(AnalyticsResult::subject).containsExactly("main", "momentum");
    assertThat(Fixtures.measure(said().getLast(), "hit_rate")).isEqualTo(1);
  }

  @Test
  void ownResult_heard_saysNothing() {
    play(engine);
    List<AnalyticsResult> before = said();
    engine.send(MessageType.ANALYTICS_RESULT, before.getFirst());
    assertThat(said()).hasSameSizeAs(before);
    AnalyticsView.Sheet sheet = engine.snapshotView(AnalyticsView.class).accounts().get("main");
    assertThat(sheet).isNotNull();
    assertThat(sheet.attribution()).isEqualTo(Fixtures.attribution("main"));
  }

  @Test
  void runs_more_thanAreKept_forgetTheOldest() {
    for (int i = 0; i < 5; i++) {
      engine.send(MessageType.BACKTEST_COMPLETE, Fixtures.run("run-" + i));
    }
    assertThat(engine.snapshotView(AnalyticsView.class).runs().keySet())
        .containsExactly("run-2", "run-3", "run-4");
  }

  @Test
  void time_passes_asksForDaysMissed() {
    engine.tick(Duration.ofHours(1));
    assertThat(engine.outbox().asked()).hasSize(2);
  }
}
