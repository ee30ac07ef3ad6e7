package dev.nautilus.engines.backtesting.method;

import static dev.nautilus.engines.backtesting.method.Runs.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run promises: no look ahead, fills as the market allows, exact books, the same result
/// again.
class BacktestRunTest {
  private static final List<ReplayBar> FLAT =
      List.of(
          bar(0, 100, 101, 99, 100),
          bar(1, 100, 102, 98, 101),
          bar(2, 105, 106, 95, 100),
          bar(3, 90, 92, 88, 91));

  private static List<RoundTrip> trips(BacktestRun run) {
    return run.ledger().trips();
  }

  /// The canary: a rule that peeks at the next bar would always win. It must not come far.
  @Test
  void canary_peekingAtTheNextBar_endsTheRun() {
    TradingRule canary =
        new TradingRule() {
          @Override
          public int lookback() {
            return 1;
          }

          @Override
          public void onBar(Market market, Desk desk, int instrument) {
            desk.market(
                instrument,
                market.bar(instrument, -1).close() > market.bar(instrument, 0).close() ? 1 : -1);
          }
        };
    assertThatThrownBy(() -> Runs.of(canary, Costs.NONE, FLAT))
        .isInstanceOf(LookAheadException.class)
        .hasMessageContaining("ahead");
  }

  /// The same with a value that lies in the store already, known only later.
  @Test
  void canary_askingForAValueOfTomorrow_isRefusedThoughItIsThere() {
    Market market = new Market(1, 2);
    market.know("earnings", 5 * Runs.DAY, 1.5);
    market.show(FLAT.getFirst());
    assertThatThrownBy(() -> market.value("earnings", 5 * Runs.DAY))
        .isInstanceOf(LookAheadException.class);
    assertThat(market.value("earnings", market.now())).isNaN();
    market.show(bar(5, 1, 1, 1, 1));
    assertThat(market.value("earnings", market.now())).isEqualTo(1.5);
  }

  @Test
  void order_decidedOnAClose_executesAtTheNextOpen() {
    BacktestRun run = Runs.of(Runs.once(0, desk -> desk.market(0, 10)), Costs.NONE, FLAT);
    assertThat(run.ledger().cash()).isEqualByComparingTo("9000");
    assertThat(run.equity().value(0)).isEqualTo(10_000);
    assertThat(run.equity().value(1)).isEqualTo(10_010);
  }

  @Test
  void order_onTheLastBar_isNotFilled() {
    BacktestRun run = Runs.of(Runs.once(3, desk -> desk.market(0, 10)), Costs.NONE, FLAT);
    assertThat(run.ledger().position(0)).isZero();
  }

  @Test
  void order_withLatency_waitsForABarThatOpensLater() {
    Costs late = new Costs(Slippage.none(), Commission.none(), Double.POSITIVE_INFINITY, 1, 0, 0);
    BacktestRun run = Runs.of(Runs.once(0, desk -> desk.market(0, 10)), late, FLAT);
    assertThat(run.ledger().cash()).isEqualByComparingTo("8950");
  }

  @Test
  void stop_gappedThrough_executesAtTheWorseOpen() {
    BacktestRun run =
        Runs.of(
            Runs.once(
                0,
                desk -> {
                  desk.market(0, 10);
                  desk.stop(0, -10, 94);
                }),
            Costs.NONE,
            FLAT);
    assertThat(trips(run)).hasSize(1);
    assertThat(trips(run).getFirst().exitPrice()).isEqualByComparingTo("90");
    assertThat(trips(run).getFirst().profit()).isEqualByComparingTo("-100");
  }

  @Test
  void stop_reachedWithinTheBar_executesAtTheStop() {
    BacktestRun run =
        Runs.of(
            Runs.once(
                0,
                desk -> {
                  desk.market(0, 10);
                  desk.stop(0, -10, 96);
                }),
            Costs.NONE,
            FLAT);
    assertThat(trips(run).getFirst().exitPrice()).isEqualByComparingTo("96");
  }

  @Test
  void limit_touchedOnly_isNotFilled() {
    BacktestRun touched =
        Runs.of(Runs.once(0, desk -> desk.limit(0, 10, 98)), Costs.NONE, FLAT.subList(0, 2));
    BacktestRun through =
        Runs.of(Runs.once(0, desk -> desk.limit(0, 10, 98.5)), Costs.NONE, FLAT.subList(0, 2));
    assertThat(touched.ledger().position(0)).isZero();
    assertThat(through.ledger().position(0)).isEqualTo(10);
    assertThat(through.ledger().cash()).isEqualByComparingTo("9015");
  }

  @Test
  void limit_worseAfterImpact_isNotFilled() {
    Costs impact =
        Runs.costs(new Slippage.VolumeShare(0.1), Commission.none(), Double.POSITIVE_INFINITY);
    BacktestRun run =
        Runs.of(Runs.once(0, desk -> desk.limit(0, 500, 99)), impact, FLAT.subList(0, 3));
    assertThat(run.ledger().position(0)).isZero();
  }

  /// The nearer extreme comes first: of a stop and a limit in one bar the nearer one executes
  /// first.
  @Test
  void path_nearerExtremeFirst_decidesWhichOrderExecutes() {
    BacktestRun run =
        Runs.of(
            Runs.once(
                0,
                desk -> {
                  desk.limit(0, -10, 105.5);
                  desk.stop(0, -10, 96);
                }),
            Costs.NONE,
            FLAT.subList(0, 3));
    assertThat(run.ledger().cash()).isEqualByComparingTo(new BigDecimal("12015"));
  }

  @Test
  void volume_sharedByOrdersOfABar_andPartialFillsPayTheMinimumOnce() {
    Costs costs = Runs.costs(Slippage.none(), new Commission.PerShare(0.0075, 2.5), 0.25);
    BacktestRun run =
        Runs.of(
            Runs.once(
                0,
                desk -> {
                  desk.market(0, 230);
                  desk.market(0, 170);
                }),
            costs,
            FLAT);
    assertThat(run.ledger().position(0)).isEqualTo(400);
    double paid = 250 * 100 + 150 * 105 + 2.5 + 2.5;
    assertThat(run.ledger().cash().doubleValue()).isCloseTo(10_000 - paid, within(1e-9));
  }

  @Test
  void flip_inOneOrder_closesAndOpens() {
    TradingRule flip =
        new TradingRule() {
          @Override
          public int lookback() {
            return 1;
          }

          @Override
          public void onBar(Market market, Desk desk, int instrument) {
            switch ((int) market.seen(instrument)) {
              case 1 -> desk.market(instrument, 10);
              case 2 -> desk.market(instrument, -25);
              default -> {}
            }
          }
        };
    BacktestRun run = Runs.of(flip, Costs.NONE, FLAT);
    assertThat(trips(run)).hasSize(1);
    assertThat(trips(run).getFirst().profit()).isEqualByComparingTo("50");
    assertThat(run.ledger().position(0)).isEqualTo(-15);
    assertThat(run.worth()).isCloseTo(10_000 + 50 + 15 * (105 - 91), within(1e-9));
  }

  @Test
  void split_onItsDay_changesThePositionNotTheWorth() {
    BacktestRun run =
        new BacktestRun(
            new BacktestRun.Setup(
                1,
                new BigDecimal("10000"),
                Costs.NONE,
                Runs.once(0, desk -> desk.market(0, 10)),
                BacktestRun.Ending.CLOSE,
                List.of(new BacktestRun.Split(0, 2 * Runs.DAY, new BigDecimal("2")))),
            ReplayFeed.of(
                List.of(
                    bar(0, 100, 100, 100, 100),
                    bar(1, 100, 100, 100, 100),
                    bar(2, 50, 50, 50, 50))));
    while (run.advance(10)) {}
    assertThat(trips(run).getFirst().size()).isEqualByComparingTo("20");
    assertThat(run.ledger().cash()).isEqualByComparingTo("10000");
  }

  @Test
  void borrow_shortForAYear_costsTheRate() {
    Costs borrow =
        new Costs(Slippage.none(), Commission.none(), Double.POSITIVE_INFINITY, 0, 0.1, 0);
    BacktestRun run =
        Runs.of(
            Runs.once(0, desk -> desk.market(0, -10)),
            borrow,
            List.of(
                bar(0, 100, 100, 100, 100),
                bar(1, 100, 100, 100, 100),
                bar(366, 100, 100, 100, 100)));
    assertThat(run.worth()).isCloseTo(10_000 - 100, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void run_again_hasTheSameBytes_andTheBooksAgree(long seed) {
    Costs costs =
        Runs.costs(new Slippage.FixedBasisPoints(5), new Commission.PerDollar(0.001), 0.1);
    List<ReplayBar> bars = Runs.walk(seed, 600);
    BacktestRun first = Runs.of(new AverageCross(5, 20), costs, bars);
    BacktestRun second = Runs.of(new AverageCross(5, 20), costs, bars);
    assertThat(RunHash.of(second)).isEqualTo(RunHash.of(first));
    assertThat(trips(first)).isNotEmpty();
    if (first.ledger().position(0) == 0) {
      BigDecimal sum =
          trips(first).stream().map(RoundTrip::profit).reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(first.ledger().cash().subtract(new BigDecimal("10000")).doubleValue())
          .isCloseTo(sum.doubleValue(), within(1e-6));
    }
  }

  @Test
  void bars_outOfOrder_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Runs.of(new BuyAndHold(), Costs.NONE, List.of(FLAT.get(1), FLAT.get(0))))
        .withMessageContaining("order of their closes");
  }

  @Test
  void feeds_merged_comeByCloseThenByPlace() {
    ReplayBar late = bar(3, 1, 1, 1, 1);
    ReplayFeed feed =
        ReplayFeed.merged(List.of(ReplayFeed.of(List.of(FLAT.get(0), late)), ReplayFeed.of(FLAT)));
    assertThat(List.of(next(feed), next(feed), next(feed), next(feed), next(feed), next(feed)))
        .containsExactly(FLAT.get(0), FLAT.get(0), FLAT.get(1), FLAT.get(2), late, FLAT.get(3));
    assertThat(feed.next()).isNull();
  }

  private static ReplayBar next(ReplayFeed feed) {
    ReplayBar bar = feed.next();
    if (bar == null) {
      throw new AssertionError("feed ended early");
    }
    return bar;
  }

  @Test
  void overfitting_pureNoise_isFarFromCertainty_andSkillIsFound() {
    double[][] trials = new double[10][480];
    for (int t = 0; t < trials.length; t++) {
      SplittableRandom random = new SplittableRandom(t);
      for (int i = 0; i < 480; i++) {
        trials[t][i] = random.nextGaussian() * 0.01 + (t == 3 ? 0.005 : 0);
      }
    }
    assertThat(Overfitting.probability(trials, 8)).isLessThan(0.05);
    for (int i = 0; i < 480; i++) {
      trials[3][i] -= 0.005;
    }
    assertThat(Overfitting.probability(trials, 8)).isGreaterThan(0.1);
    assertThat(Overfitting.probability(new double[][] {{1, 2}}, 2)).isNaN();
  }
}
