package dev.nautilus.engines.strategy;

import static dev.nautilus.engines.strategy.Fixtures.AAPL;
import static dev.nautilus.engines.strategy.Fixtures.SPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PortfolioUpdate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the settings of a plan do: schedule, participation, stops of the average true range,
/// limits.
class PlansTest {
  static EngineHarness engine(Plan plan) {
    EngineHarness engine =
        EngineHarness.of(
            new StrategyEngine().strategy(new StrategyBook(Fixtures.properties("mine", plan))));
    engine.send(MessageType.PORTFOLIO_UPDATE, Fixtures.worth("1000000"));
    return engine;
  }

  static List<OrderRequest> orders(EngineHarness engine) {
    return engine.outbox().of(MessageType.ORDER_REQUEST);
  }

  @Test
  void participation_volumeThatTrades_boundsTheOrder() {
    Plan plan = Fixtures.plan(Plan.Kind.TREND, "AAPL", Map.of("sizing.participation", 0.1));
    EngineHarness engine = engine(plan);
    engine.warmUp(asked -> Fixtures.history(AAPL, -12, 0));
    StrategyEngineTest.entersTrend(engine, 0);
    assertThat(orders(engine).getFirst().quantity())
        .as("a tenth of the thousand units of a bar, not the 500 of its money")
        .isEqualByComparingTo("100");
  }

  @Test
  void participation_volumeNotKnownYet_tradesNothing() {
    Plan plan = Fixtures.plan(Plan.Kind.TREND, "AAPL", Map.of("sizing.participation", 0.1));
    EngineHarness engine = engine(plan);
    StrategyEngineTest.entersTrend(engine, 0);
    assertThat(orders(engine)).isEmpty();
  }

  @Test
  void atrStop_touched_leavesAndSizesTheOrder() {
    Plan plan =
        Fixtures.plan(
            Plan.Kind.TREND,
            "AAPL",
            Map.of("exits.loss", 0, "exits.atr-loss", 2, "exits.atr", 3, "sizing.most", 2));
    EngineHarness engine = engine(plan);
    for (int i = -6; i < 0; i++) {
      engine.send(MessageType.BAR, Fixtures.bar(AAPL, i, 100, 99.5, 100.5));
    }
    StrategyEngineTest.entersTrend(engine, 0);
    OrderRequest entry = orders(engine).getFirst();
    assertThat(entry.quantity())
        .as("a thousandth of a million over two ranges of less than 1")
        .isBetween(BigDecimal.valueOf(500), BigDecimal.valueOf(1_000));
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 61, "500", "100"));
    engine.send(MessageType.BAR, Fixtures.bar(AAPL, 1, 99, 98.9, 100));
    assertThat(orders(engine)).as("not touched").hasSize(1);
    engine.send(MessageType.BAR, Fixtures.bar(AAPL, 2, 98, 97, 99));
    assertThat(orders(engine).getLast().reason()).isEqualTo("atr_stop");
  }

  @Test
  void schedule_closed_entersNothingAndLeavesWhenItIsToBeFlat() {
    Map<String, Object> hours =
        Map.of("schedule.from", "14:30", "schedule.to", "14:35", "schedule.flat", true);
    EngineHarness engine = engine(Fixtures.plan(Plan.Kind.TREND, "AAPL", hours));
    StrategyEngineTest.entersTrend(engine, 0);
    assertThat(orders(engine)).hasSize(1);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 61, "500", "100"));
    engine.send(MessageType.BAR, Fixtures.bar(AAPL, 3, 100));
    assertThat(orders(engine)).as("ends at 14:34").hasSize(1);
    engine.send(MessageType.BAR, Fixtures.bar(AAPL, 4, 100));
    assertThat(orders(engine).getLast().reason()).isEqualTo("schedule");
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 301, "0", "100"));
    for (int i = 5; i < 12; i++) {
      StrategyEngineTest.entersTrend(engine, i);
    }
    assertThat(orders(engine)).as("closed, and its rest is over").hasSize(2);
  }

  @Test
  void orders_limited_acceptNoWorsePriceThanTheOffsetAndLeaveAtMarket() {
    Map<String, Object> limited = Map.of("orders.type", "LIMIT", "orders.offset", 0.00123);
    EngineHarness engine = engine(Fixtures.plan(Plan.Kind.TREND, "AAPL", limited));
    StrategyEngineTest.entersTrend(engine, 0);
    OrderRequest entry = orders(engine).getFirst();
    assertThat(entry.type()).isEqualTo(OrderRequest.Type.LIMIT);
    assertThat(entry.limit()).as("100.123, to the better cent").isEqualByComparingTo("100.12");
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 61, "500", "100"));
    engine.send(MessageType.BAR, Fixtures.bar(AAPL, 1, 97, 96, 100));
    assertThat(orders(engine).getLast().type()).isEqualTo(OrderRequest.Type.MARKET);
  }

  /// After a start without its state it knows less than the account holds.
  @Test
  void account_holdsWhatIsNotKnownHere_entersNothingUntilItIs() {
    EngineHarness engine =
        EngineHarness.of(
            new StrategyEngine()
                .strategy(
                    new StrategyBook(
                        Fixtures.properties("mine", Fixtures.plan(Plan.Kind.TREND, AAPL)))));
    engine.send(MessageType.PORTFOLIO_UPDATE, holding("50000"));
    StrategyEngineTest.entersTrend(engine, 0);
    assertThat(orders(engine)).isEmpty();
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(SPY, 61, "100", "500"));
    engine.send(MessageType.PORTFOLIO_UPDATE, holding("50100"));
    StrategyEngineTest.entersTrend(engine, 1);
    assertThat(orders(engine)).hasSize(1);
  }

  private static PortfolioUpdate holding(String gross) {
    PortfolioUpdate plain = Fixtures.worth("1000000");
    return new PortfolioUpdate(
        plain.account(),
        plain.currency(),
        plain.netAssetValue(),
        plain.cash(),
        new BigDecimal(gross),
        plain.netExposure(),
        plain.realised(),
        plain.unrealised(),
        plain.leverage(),
        plain.dayReturn(),
        plain.drawdown(),
        plain.at(),
        true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind | MAGIC | kind cannot be read",
        "lookback | 1 | lookback 2 to 1000",
        "lookback | many | lookback cannot be read",
        "symbols | no such name | symbols",
        "top | 9 | must rank more symbols",
        "skip | 5 | skip fewer bars",
        "colour | red | a strategy has no [colour]",
        "sizing.participation | 2 | participation in [0, 1]",
        "sizing.risk | 1 | risk in (0, 0.1]",
        "exits.atr | 0 | atr must be 1 to 1000",
        "exits.loss | 0 | fixed risk must have a stop",
        "exits.atr-gain | -1 | exits must be 0 or more",
        "schedule.zone | Moon | zone",
        "schedule.days | NEVER | days",
        "orders.type | STOP | MARKET or LIMIT",
      })
  void plan_wrongSetting_saysWhatMustBe(String name, String value, String message) {
    assertThatThrownBy(() -> MomentumAndKellyTest.momentum(Map.of(name, value)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(message);
  }

  @Test
  void plan_nested_isReadAsJsonHasIt() {
    Map<String, Object> written =
        Map.of(
            "name",
            "mine",
            "version",
            3,
            "kind",
            "TREND",
            "symbols",
            List.of("IBM", "XOM"),
            "sizing",
            Map.of("method", "VOLATILITY", "barsPerYear", 252),
            "schedule",
            Map.of("days", List.of("MONDAY")));
    PlanRequest request = PlanRequest.of(written);
    assertThat(request.name()).isEqualTo("mine");
    assertThat(request.plan().symbols()).hasSize(2);
    assertThat(request.plan().sizing().barsPerYear()).isEqualTo(252);
    assertThat(request.plan().sizing().most()).as("by default").isEqualTo(0.05);
    assertThat(request.plan().schedule().days()).hasSize(1);
    assertThatThrownBy(() -> PlanRequest.of(Map.of())).hasMessageContaining("must have [name");
  }
}
