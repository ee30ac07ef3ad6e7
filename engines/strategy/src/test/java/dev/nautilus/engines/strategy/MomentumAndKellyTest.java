package dev.nautilus.engines.strategy;

import static dev.nautilus.engines.strategy.Fixtures.AAPL;
import static dev.nautilus.engines.strategy.Fixtures.JPM;
import static dev.nautilus.engines.strategy.Fixtures.MSFT;
import static dev.nautilus.engines.strategy.PlansTest.engine;
import static dev.nautilus.engines.strategy.PlansTest.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.testkit.EngineHarness;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Plans that hold the best of many, and those that go in with what their signal has earned.
class MomentumAndKellyTest {
  /// Falls away from its mean once and comes back in the next bar: the signal has won.
  private static final double[] SWING = {
    100, 100.02, 100, 100.02, 100, 99, 100, 100.02, 100, 100.02, 100, 100.02
  };

  /// Falls away and stays there until that is its mean: the signal has lost.
  private static final double[] FURTHER = {
    100, 100.02, 100, 100.02, 100, 99, 98.5, 98.5, 98.5, 98.5, 98.5, 100.02
  };

  /// A tenth, and half, of what a million buys at 100.
  private static final BigDecimal LITTLE = BigDecimal.valueOf(1_000);

  private static final BigDecimal HALF = BigDecimal.valueOf(5_051);

  /// So many bars that each end a fraction above the last.
  private static void bars(EngineHarness engine, InstrumentId symbol, int from, double step) {
    for (int i = from; i < from + 8; i++) {
      engine.send(MessageType.BAR, Fixtures.bar(symbol, i, 100 * Math.pow(1 + step, i)));
    }
  }

  static Plan momentum(Map<String, Object> settings) {
    Map<String, Object> all = new TreeMap<>(settings);
    all.putIfAbsent("top", 1);
    all.putIfAbsent("skip", 1);
    return Fixtures.plan(Plan.Kind.MOMENTUM, "AAPL,MSFT,JPM", all);
  }

  @Test
  void momentum_bestOfAll_isHeldAndTheOthersAreNot() {
    EngineHarness engine = engine(momentum(Map.of()));
    bars(engine, AAPL, 0, 0.001);
    bars(engine, MSFT, 0, 0.003);
    assertThat(orders(engine)).as("the third has said nothing yet").isEmpty();
    bars(engine, JPM, 0, -0.002);
    assertThat(orders(engine))
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.instrument()).isEqualTo(MSFT);
              assertThat(order.side()).isEqualTo(Side.BUY);
              assertThat(order.reason()).isEqualTo("momentum");
            });
  }

  @Test
  void momentum_withShorts_owesTheWorst() {
    EngineHarness engine = engine(momentum(Map.of("shorts", true)));
    bars(engine, AAPL, 0, 0.001);
    bars(engine, MSFT, 0, 0.003);
    bars(engine, JPM, 0, -0.002);
    assertThat(orders(engine))
        .extracting(OrderRequest::instrument, OrderRequest::side)
        .containsExactlyInAnyOrder(tuple(MSFT, Side.BUY), tuple(JPM, Side.SELL));
  }

  @Test
  void momentum_overtaken_isLeftWhenTheNextPeriodBeginsAndNotBefore() {
    EngineHarness engine = engine(momentum(Map.of("schedule.rebalance", "DAY")));
    bars(engine, AAPL, 0, 0.001);
    bars(engine, MSFT, 0, 0.003);
    bars(engine, JPM, 0, -0.002);
    engine.send(MessageType.POSITION_CHANGE, Fixtures.position(MSFT, 500, "100", "102"));
    fall(engine, 8, 8);
    assertThat(orders(engine)).as("ranked once a day").hasSize(1);
    // Fixtures.OPEN is half past two in the afternoon, UTC: 570 minutes on a new day begins.
    fall(engine, 600, 1);
    assertThat(orders(engine))
        .filteredOn(OrderRequest::reduceOnly)
        .singleElement()
        .satisfies(order -> assertThat(order.instrument()).isEqualTo(MSFT));
  }

  /// Bars in which the one that led falls slowly, without touching its stop.
  private static void fall(EngineHarness engine, int from, int count) {
    for (int i = from; i < from + count; i++) {
      engine.send(MessageType.BAR, Fixtures.bar(AAPL, i, 101 + 0.01 * (i - from)));
      engine.send(MessageType.BAR, Fixtures.bar(MSFT, i, 102 - 0.01 * (i - from)));
      engine.send(MessageType.BAR, Fixtures.bar(JPM, i, 98 - 0.02 * (i - from)));
    }
  }

  private static EngineHarness kelly(int bars) {
    Map<String, Object> settings = Map.of("sizing.method", "KELLY", "sizing.most", 1);
    EngineHarness engine = engine(Fixtures.plan(Plan.Kind.REVERSION, "JPM", settings));
    for (int i = 0; i < bars; i++) {
      double[] shape = i / 12 % 4 == 3 ? FURTHER : SWING;
      engine.send(MessageType.BAR, Fixtures.bar(JPM, i, shape[i % 12]));
    }
    return engine;
  }

  @Test
  void kelly_signalThatHasNeverLost_risksNothing() {
    assertThat(orders(kelly(36))).as("three trades say nothing of what a loss is").isEmpty();
  }

  @Test
  void kelly_signalThatSeldomLost_isTradedWithAShareThatGrowsWithItsPast() {
    List<OrderRequest> orders = orders(kelly(960));
    assertThat(orders).isNotEmpty();
    assertThat(orders.getFirst().quantity()).as("few trades are noise").isLessThan(LITTLE);
    assertThat(orders.getLast().quantity()).isGreaterThan(orders.getFirst().quantity());
    assertThat(orders.getLast().quantity()).as("half of it at most").isLessThan(HALF);
  }
}
