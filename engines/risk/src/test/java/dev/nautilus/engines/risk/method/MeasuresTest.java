package dev.nautilus.engines.risk.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.nautilus.engines.risk.method.Coverage.Transitions;
import dev.nautilus.engines.risk.method.Coverage.Zone;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of every sample; the seed is part of the test's name.
class MeasuresTest {
  private static double[] returns(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(count).map(u -> 0.02 * random.nextGaussian() + 0.001 * u).toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ewma_streamed_equalsTheSumOverAllReturns(long seed) {
    double[] returns = returns(seed, 300);
    EwmaVariance streamed = new EwmaVariance(0.94, EwmaVariance.start(returns, 50));
    double whole = EwmaVariance.start(returns, 50) * Math.pow(0.94, returns.length);
    for (int t = 0; t < returns.length; t++) {
      streamed.add(returns[t]);
      whole += 0.06 * Math.pow(0.94, returns.length - 1 - t) * returns[t] * returns[t];
    }
    assertThat(streamed.value()).isCloseTo(whole, offset(1e-15));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void garch_streamed_equalsThePathOverAllReturns(long seed) {
    double[] returns = returns(seed, 250);
    Garch model = new Garch(0.0005, 1e-5, 0.1, 0.85);
    Garch.Path path = model.path(returns);
    double variance = path.variances()[0];
    for (int t = 0; t < returns.length; t++) {
      variance = model.next(returns[t] - model.mu(), variance);
      assertThat(variance).isEqualTo(path.variances()[t + 1]);
    }
    assertThat(path.next()).isEqualTo(variance);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void flashMove_streamed_equalsTheLargestMoveOfTheWindow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FlashMove streamed = new FlashMove(50);
    double[] prices = new double[400];
    long[] times = new long[400];
    for (int t = 0; t < prices.length; t++) {
      times[t] = (t == 0 ? 0 : times[t - 1]) + random.nextInt(5);
      prices[t] = 100 + 10 * random.nextGaussian();
      double rise = 0;
      double fall = 0;
      for (int i = 0; i <= t; i++) {
        if (times[i] >= times[t] - 50) {
          rise = Math.max(rise, prices[t] / prices[i] - 1);
          fall = Math.min(fall, prices[t] / prices[i] - 1);
        }
      }
      assertThat(streamed.add(times[t], prices[t])).isEqualTo(rise > -fall ? rise : fall);
    }
    FlashMove restored = new FlashMove(50);
    restored.restore(streamed.lows(), streamed.highs(), streamed.from());
    assertThat(restored.add(times[399] + 1, 70)).isEqualTo(streamed.add(times[399] + 1, 70));
    assertThat(restored.from()).isEqualTo(streamed.from());
  }

  @Test
  void flashMove_priceOfZero_isNone() {
    assertThat(new FlashMove(10).add(0, 0)).isNaN();
    assertThatThrownBy(() -> new FlashMove(0)).hasMessageContaining("window");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void tail_ofEachMethod_isDeeperAtSmallerAlphaAndEsBeyondVar(long seed) {
    double[] returns = returns(seed, 500);
    for (double alpha : new double[] {0.01, 0.025, 0.05}) {
      for (TailRisk tail :
          Arrays.asList(
              TailRisk.historical(returns, alpha).orElseThrow(),
              TailRisk.ageWeighted(returns, alpha, 0.98).orElseThrow(),
              TailRisk.gaussian(returns, alpha).orElseThrow(),
              TailRisk.modified(returns, alpha).orElseThrow())) {
        assertThat(tail.es()).isGreaterThanOrEqualTo(tail.var());
      }
      assertThat(TailRisk.historical(returns, alpha).orElseThrow().var())
          .isGreaterThanOrEqualTo(TailRisk.historical(returns, 2 * alpha).orElseThrow().var());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void parts_ofEveryComponentRisk_sumToTheTotal(long seed) {
    double[][] returns = {returns(seed, 200), returns(seed + 100, 200), returns(seed + 200, 200)};
    double[] weights = {0.5, 0.7, -0.2};
    for (ComponentRisk risk :
        Arrays.asList(
            ComponentRisk.gaussianVar(returns, weights, 0.05).orElseThrow(),
            ComponentRisk.gaussianEs(returns, weights, 0.05).orElseThrow(),
            ComponentRisk.modifiedVar(returns, weights, 0.05).orElseThrow(),
            ComponentRisk.modifiedEs(returns, weights, 0.05).orElseThrow())) {
      assertThat(Arrays.stream(risk.parts()).sum()).isCloseTo(risk.total(), offset(1e-12));
    }
  }

  @Test
  void ageWeighted_newestReturnWorst_weighsMost() {
    double[] newest = {0.01, 0.02, 0.01, 0.03, -0.1};
    double[] oldest = {-0.1, 0.01, 0.02, 0.01, 0.03};
    assertThat(TailRisk.ageWeighted(newest, 0.3, 0.5).orElseThrow().var()).isEqualTo(0.1);
    assertThat(TailRisk.ageWeighted(oldest, 0.3, 0.5).orElseThrow().var()).isLessThan(0);
  }

  @Test
  void measures_ofNothing_areUndefinedNot0() {
    assertThat(TailRisk.historical(new double[0], 0.05)).isEmpty();
    assertThat(TailRisk.ageWeighted(new double[0], 0.05, 0.9)).isEmpty();
    assertThat(TailRisk.gaussian(new double[1], 0.05)).isEmpty();
    assertThat(TailRisk.modified(new double[10], 0.05)).as("no variation").isEmpty();
    assertThat(Garch.fit(new double[Garch.FEWEST - 1])).isEmpty();
    assertThat(Garch.fit(new double[500])).as("no variation").isEmpty();
    assertThat(ComponentRisk.gaussianVar(new double[1][1], new double[] {1}, 0.05)).isEmpty();
    assertThat(Coverage.shortfall(new double[0], new TailRisk[0], 0.05)).isNaN();
    assertThat(EwmaVariance.start(new double[0], 50)).isNaN();
  }

  @Test
  void measures_wrongArguments_areRefusedWithTheValue() {
    assertThatThrownBy(() -> TailRisk.historical(new double[1], 1)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> TailRisk.ageWeighted(new double[1], 0.05, 1))
        .hasMessageContaining("decay");
    assertThatThrownBy(() -> new EwmaVariance(1, 0)).hasMessageContaining("lambda");
    assertThatThrownBy(() -> Coverage.kupiec(10, 11, 0.05)).hasMessageContaining("11 of 10");
    assertThatThrownBy(() -> ComponentRisk.gaussianVar(new double[2][3], new double[1], 0.05))
        .hasMessageContaining("2 and 1");
    assertThatThrownBy(() -> FactorRisk.variance(new double[2], List.of(1.0), new double[0]))
        .hasMessageContaining("3");
  }

  @ParameterizedTest
  @CsvSource({"0, 0, true", "-0.5, 1, true", "-3, 12, false", "0, 9, false", "-0.1, -0.3, true"})
  void cornishFisher_farFromNormal_isNotMonotone(double skewness, double kurtosis, boolean holds) {
    assertThat(CornishFisher.of(0.01, skewness, kurtosis).isMonotone()).isEqualTo(holds);
  }

  @Test
  void kupiec_noExceptionOrOnlySuch_takes0TimesTheLogarithmOf0As0() {
    assertThat(Coverage.kupiec(250, 0, 0.01).statistic())
        .isCloseTo(-2 * 250 * Math.log(0.99), offset(1e-9));
    assertThat(Coverage.kupiec(5, 5, 0.5).statistic()).isCloseTo(-10 * Math.log(0.5), offset(1e-9));
    assertThat(Coverage.kupiec(100, 5, 0.05).pValue()).as("as many as expected").isEqualTo(1);
  }

  @Test
  void kupiec_threeOf250_isWhatTheFormulaSays() {
    // A public calculator prints 0.189 for this; the formula gives 0.0949.
    assertThat(Coverage.kupiec(250, 3, 0.01).statistic()).isCloseTo(0.0949, offset(5e-5));
  }

  @Test
  void independence_noDayAfterAnException_says0() {
    assertThat(Coverage.independence(new Transitions(99, 0, 0, 0)).statistic()).isZero();
    assertThat(Coverage.independence(new Transitions(98, 1, 0, 0)).pValue()).isEqualTo(1);
    assertThat(Transitions.of(new boolean[] {true, true, false, false, true}))
        .isEqualTo(new Transitions(1, 1, 1, 1));
  }

  @Test
  void trafficLight_otherSamples_takesTheZonesByProbability() {
    assertThat(Coverage.trafficLight(250, 0, 0.05).zone()).isEqualTo(Zone.GREEN);
    assertThat(Coverage.trafficLight(250, 18, 0.05).zone()).isEqualTo(Zone.YELLOW);
    assertThat(Coverage.trafficLight(250, 40, 0.05).zone()).isEqualTo(Zone.RED);
    assertThat(Coverage.trafficLight(250, 40, 0.05).multiplier()).isEqualTo(4);
  }

  @Test
  void shortfall_lossesAsForecast_is0() {
    double[] returns = new double[100];
    TailRisk[] forecasts = new TailRisk[100];
    Arrays.fill(forecasts, new TailRisk(0.02, 0.03, true));
    for (int i = 0; i < 5; i++) {
      returns[i] = -0.03;
    }
    assertThat(Coverage.shortfall(returns, forecasts, 0.05)).isCloseTo(0, offset(1e-12));
    returns[0] = -0.3;
    assertThat(Coverage.shortfall(returns, forecasts, 0.05)).isLessThan(-1);
  }

  @Test
  void filteredHistory_sameSeed_isTheSameAndGrowsWithTheHorizon() {
    double[] returns = returns(1, 500);
    FilteredHistory history = FilteredHistory.of(new Garch(0, 2e-5, 0.05, 0.9), returns);
    TailRisk once = history.ahead(10, 2000, 7, 0.05).orElseThrow();
    assertThat(history.ahead(10, 2000, 7, 0.05)).hasValue(once);
    assertThat(history.ahead(10, 2000, 8, 0.05)).isNotEqualTo(once);
    assertThat(once.var()).isGreaterThan(history.nextDay(0.05).orElseThrow().var());
    assertThatThrownBy(() -> history.ahead(0, 1, 1, 0.05)).hasMessageContaining("days");
  }

  @ParameterizedTest
  @CsvSource({
    "OK, 0.79, OK", "OK, 0.8, WARN", "OK, 1, BREACH", "OK, 1.2, HALT",
    "WARN, 0.77, WARN", "WARN, 0.75, OK", "BREACH, 0.96, BREACH", "BREACH, 0.94, WARN",
    "HALT, 1.15, HALT", "HALT, 1.13, BREACH", "HALT, 0.1, OK",
  })
  void limit_usedSoFar_goesUpAtOnceAndDownWithHysteresis(
      LimitLevel before, double used, LimitLevel after) {
    assertThat(before.next(used)).isEqualTo(after);
  }
}
