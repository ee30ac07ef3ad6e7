package dev.nautilus.quant.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Streaming equals batch, to 1e-10, after each return.
class StreamsTest {
  private static final PerformanceRule RULE = new PerformanceRule(252, 0.0001, 0.0002);

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  /// Calm, wild, skewed, flat and partly missing series, by the seed.
  private static double[] returns(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    double scale = seed % 3 == 0 ? 0.05 : 0.005;
    return random
        .doubles(count)
        .map(
            u ->
                switch ((int) (seed % 5)) {
                  case 0 -> u < 0.2 ? Double.NaN : scale * (u - 0.5);
                  case 1 -> u < 0.05 ? -4 * scale : scale * (u - 0.4);
                  case 2 -> u < 0.5 ? 0 : scale * (u - 0.7);
                  case 3 -> scale * u;
                  default -> scale * (u - 0.5);
                })
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void performance_streamed_equalsBatchAfterEachReturn(long seed) {
    double[] returns = returns(seed, 120);
    PerformanceStream stream = new PerformanceStream(RULE);
    for (int i = 0; i < returns.length; i++) {
      stream.add(returns[i]);
      double[] sofar = Arrays.copyOf(returns, i + 1);
      assertSame(Performance.of(sofar, RULE), stream.performance());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void relativePerformance_streamed_equalsBatchAfterEachPair(long seed) {
    double[] returns = returns(seed + 1 - seed % 5, 120);
    double[] benchmark = returns(seed + 4 - seed % 5, 120);
    RelativeStream stream = new RelativeStream(RULE);
    for (int i = 0; i < returns.length; i++) {
      stream.add(returns[i], benchmark[i]);
      assertSame(
          RelativePerformance.of(
              Arrays.copyOf(returns, i + 1), Arrays.copyOf(benchmark, i + 1), RULE),
          stream.performance());
    }
  }

  private static void assertSame(Record batch, Record streamed) {
    for (RecordComponent component : batch.getClass().getRecordComponents()) {
      try {
        double expected = ((Number) component.getAccessor().invoke(batch)).doubleValue();
        double actual = ((Number) component.getAccessor().invoke(streamed)).doubleValue();
        if (Double.isFinite(expected)) {
          assertThat(actual)
              .as(component.getName())
              .isCloseTo(expected, within(1e-10 * Math.max(1, Math.abs(expected))));
        } else {
          assertThat(Double.compare(actual, expected)).as(component.getName()).isZero();
        }
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
  }

  @Test
  void performance_noReturns_isUndefinedNotZero() {
    Performance none = new PerformanceStream(RULE).performance();
    assertThat(none.periods()).isZero();
    assertThat(none.totalReturn()).isNaN();
    assertThat(none.annualReturn()).isNaN();
    assertThat(none.sharpe()).isNaN();
    assertThat(none.maxDrawdown()).isNaN();
    assertThat(none.ulcerIndex()).isNaN();
    assertThat(none.kappa3()).isNaN();
  }

  @Test
  void performance_oneReturn_hasAReturnButNoDeviation() {
    Performance one = Performance.of(new double[] {0.01}, PerformanceRule.DAILY);
    assertThat(one.annualReturn()).isCloseTo(11.274002099240244, within(1e-12));
    assertThat(one.volatility()).isNaN();
    assertThat(one.maxDrawdown()).isZero();
  }

  @Test
  void rule_notARule_saysWhatMustBe() {
    assertThatThrownBy(() -> new PerformanceRule(0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("periodsPerYear must be more than 0, was 0");
  }

  /// Bailey & López de Prado (2014): 5 years of days, annual Sharpe 2.5, skewness -3, kurtosis 10,
  /// 100 trials with variance 1/2 of annual Sharpe ratios: SR0 0.1132 a day, DSR 0.9004.
  @Test
  void deflatedSharpe_publishedExample_isReproduced() {
    double expected = SharpeInference.expectedMaximum(Math.sqrt(0.5 / 250), 100);
    assertThat(expected).isCloseTo(0.1132, within(5e-5));
    assertThat(SharpeInference.probabilistic(2.5 / Math.sqrt(250), expected, 1250, -3, 10))
        .isCloseTo(0.9004, within(5e-5));
  }

  @Test
  void deflatedSharpe_moreTrials_isLower() {
    double[] returns = returns(1, 250);
    double few = SharpeInference.deflated(returns, 0.05, 2);
    assertThat(SharpeInference.deflated(returns, 0.05, 50)).isLessThan(few);
    assertThat(SharpeInference.expectedMaximum(0.05, 1)).isZero();
  }

  @Test
  void minimumTrackRecord_reached_hasTheConfidence() {
    double length = SharpeInference.minimumTrackRecord(0.1, 0, 0.95, -0.5, 4);
    assertThat(SharpeInference.probabilistic(0.1, 0, Math.round(length), -0.5, 4))
        .isCloseTo(0.95, within(1e-3));
    assertThat(SharpeInference.minimumTrackRecord(0.1, 0.1, 0.95, 0, 3)).isNaN();
  }

  @Test
  void tally_trades_countsWinsLossesAndQuality() {
    TradeTally tally = TradeTally.NONE;
    assertThat(tally.hitRate()).isNaN();
    for (double profit : new double[] {10, -5, 20, -5}) {
      tally = tally.plus(new TradeOutcome(profit, profit / 100, -0.01, Double.NaN));
    }
    assertThat(tally.hitRate()).isEqualTo(0.5);
    assertThat(tally.profitFactor()).isCloseTo(3, within(1e-12));
    assertThat(tally.averageWin()).isEqualTo(15);
    assertThat(tally.averageLoss()).isEqualTo(-5);
    assertThat(tally.expectancy()).isCloseTo(0.05, within(1e-12));
    assertThat(tally.systemQuality()).isCloseTo(2 * 5 / Math.sqrt(150), within(1e-12));
    assertThat(tally.kelly()).isCloseTo(0.5 - 0.5 / 3, within(1e-12));
    assertThat(tally.meanAdverse()).isEqualTo(-0.01);
    assertThat(tally.meanFavourable()).isNaN();
  }
}
