package dev.nautilus.engines.features.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Volatility and liquidity measures against their formulas written out over whole windows.
final class VolatilityMeasuresTest {

  private static final int N = 10;
  private static final List<Candle> CANDLES = RandomCandles.of(5, 60);
  private static final int LAST = CANDLES.size() - 1;

  @Test
  void parkinson_tenBars_equalsFormula() {
    double sum = 0;
    for (int i = LAST - N + 1; i <= LAST; i++) {
      sum += Math.pow(Math.log(CANDLES.get(i).high() / CANDLES.get(i).low()), 2);
    }
    assertMain("parkinson(10)", Math.sqrt(sum / (4 * N * Math.log(2))));
  }

  @Test
  void closeClose_tenReturns_equalsSampleDeviation() {
    double mean = 0;
    for (int i = LAST - N + 1; i <= LAST; i++) {
      mean += logReturn(i) / N;
    }
    double squares = 0;
    for (int i = LAST - N + 1; i <= LAST; i++) {
      squares += Math.pow(logReturn(i) - mean, 2);
    }
    assertMain("close_close(10)", Math.sqrt(squares / (N - 1)));
  }

  @Test
  void bipower_tenPairs_equalsFormula() {
    double sum = 0;
    for (int i = LAST - N + 1; i <= LAST; i++) {
      sum += Math.abs(logReturn(i)) * Math.abs(logReturn(i - 1));
    }
    assertMain("bipower(10)", Math.sqrt(Math.PI / 2 * sum));
  }

  @Test
  void yangZhang_withoutNightAndRange_isDayPartOnly() {
    // Open equals the close before and high/low are the body: only k var(ln C/O) remains.
    double[] closes = {100, 110, 99, 108, 97};
    Feature<Candle> feature = FeatureCatalog.standard().candleFeature("yang_zhang(4)@1d");
    double before = 100;
    for (int i = 0; i < closes.length; i++) {
      double high = Math.max(before, closes[i]);
      double low = Math.min(before, closes[i]);
      feature.update(Series.candle(i, before, high, low, closes[i], 1));
      before = closes[i];
    }
    double k = 0.34 / (1.34 + 5.0 / 3.0);
    double mean = Math.log(97.0 / 100) / 4;
    double squares = 0;
    for (int i = 1; i < closes.length; i++) {
      squares += Math.pow(Math.log(closes[i] / closes[i - 1]) - mean, 2);
    }
    assertThat(feature.value("variance").orElseThrow()).isCloseTo(k * squares / 3, within(1e-15));
  }

  @Test
  void roll_bouncingPrices_findsTheSpread() {
    // Trades alternate between bid and ask one apart: cov of changes is -1, sample factor n/(n-1).
    Feature<Candle> feature = FeatureCatalog.standard().candleFeature("roll(20)@1d");
    for (int i = 0; i < 40; i++) {
      double price = 100 + i % 2;
      feature.update(Series.candle(i, price, price, price, price, 1));
    }
    assertThat(feature.value().orElseThrow()).isCloseTo(2 * Math.sqrt(20 / 19.0), within(1e-12));
  }

  @Test
  void roll_trendingPrices_isUndefined() {
    Feature<Candle> feature = FeatureCatalog.standard().candleFeature("roll(5)@1d");
    for (int i = 0; i < 30; i++) {
      double price = 100 + i * i;
      feature.update(Series.candle(i, price, price, price, price, 1));
    }
    assertThat(feature.ready()).isTrue();
    assertThat(feature.value()).isEmpty();
  }

  @Test
  void corwinSchultz_sameRangeTwice_isTheRelativeRange() {
    // Equal two-bar and one-bar ranges mean all range is spread: S = 2(e^a-1)/(1+e^a), a = ln(H/L).
    Feature<Candle> feature = FeatureCatalog.standard().candleFeature("corwin_schultz@1d");
    feature.update(Series.candle(0, 100, 102, 100, 101, 1));
    feature.update(Series.candle(1, 101, 102, 100, 101, 1));
    assertThat(feature.value().orElseThrow()).isCloseTo(2 * 2 / 202.0, within(1e-12));
  }

  @Test
  void amihud_twoTradedBars_skipsTheEmptyOne() {
    Feature<Candle> feature = FeatureCatalog.standard().candleFeature("amihud(2)@1d");
    feature.update(Series.candle(0, 100, 100, 100, 100, 5));
    feature.update(Series.candle(1, 110, 110, 110, 110, 2));
    feature.update(Series.candle(2, 110, 110, 110, 110, 0));
    feature.update(Series.candle(3, 99, 99, 99, 99, 4));
    assertThat(feature.value().orElseThrow()).isCloseTo((0.1 / 220 + 0.1 / 396) / 2, within(1e-15));
  }

  private static double logReturn(int index) {
    return Math.log(CANDLES.get(index).close() / CANDLES.get(index - 1).close());
  }

  private static void assertMain(String call, double expected) {
    double[] values = Series.run(call + "@1d", CANDLES).values().iterator().next();
    assertThat(values[LAST]).isCloseTo(expected, within(1e-12));
  }
}
