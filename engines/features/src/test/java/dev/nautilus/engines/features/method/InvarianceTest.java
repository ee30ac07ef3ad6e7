package dev.nautilus.engines.features.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must stay the same, or grow along, when all prices are scaled or shifted.
final class InvarianceTest {

  private static final List<Candle> CANDLES = RandomCandles.of(77, 300);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsi",
        "cmo",
        "willr",
        "stoch",
        "stoch_rsi",
        "cci",
        "adx",
        "dx",
        "aroon",
        "chop",
        "ulcer",
        "uo",
        "roc",
        "ppo",
        "trix",
        "mfi",
        "cmf",
        "bop",
        "vortex",
        "parkinson",
        "garman_klass",
        "rogers_satchell",
        "yang_zhang",
        "close_close",
        "realised",
        "bipower",
        "corwin_schultz"
      })
  void dimensionless_pricesDoubled_isUnchanged(String name) {
    DoubleUnaryOperator twice = price -> 2 * price;
    // Doubling is exact in binary, so ties stay ties.
    compareMain(name, CANDLES, RandomCandles.map(CANDLES, twice), value -> value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sma",
        "ema",
        "wma",
        "hma",
        "dema",
        "tema",
        "kama",
        "t3",
        "trima",
        "macd",
        "atr",
        "bb",
        "keltner",
        "donchian",
        "psar",
        "supertrend",
        "ichimoku",
        "heikin_ashi",
        "vwap",
        "slope",
        "stddev",
        "linreg",
        "awesome",
        "roll"
      })
  void ofPrice_pricesDoubled_isDoubled(String name) {
    DoubleUnaryOperator twice = price -> 2 * price;
    compareMain(name, CANDLES, RandomCandles.map(CANDLES, twice), twice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sma", "ema", "wma", "hma", "dema", "tema", "trima", "t3", "bb", "donchian"})
  void average_pricesShifted_isShifted(String name) {
    DoubleUnaryOperator up = price -> price + 32;
    compareMain(name, CANDLES, RandomCandles.map(CANDLES, up), up);
  }

  @ParameterizedTest
  @ValueSource(strings = {"macd", "slope", "stddev", "var", "mom", "atr", "tr", "apo"})
  void difference_pricesShifted_isUnchanged(String name) {
    DoubleUnaryOperator up = price -> price + 32;
    compareMain(name, CANDLES, RandomCandles.map(CANDLES, up), value -> value);
  }

  private static void compareMain(
      String name, List<Candle> before, List<Candle> after, DoubleUnaryOperator expected) {
    double[] first = main(name, before);
    double[] second = main(name, after);
    int compared = 0;
    for (int i = 0; i < first.length; i++) {
      assertThat(Double.isNaN(second[i])).as("%s[%d]", name, i).isEqualTo(Double.isNaN(first[i]));
      if (!Double.isNaN(first[i])) {
        double value = expected.applyAsDouble(first[i]);
        assertThat(second[i]).as("%s[%d]", name, i).isCloseTo(value, within(1e-7));
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  private static double[] main(String name, List<Candle> candles) {
    Map<String, double[]> all = Series.run(name + "@1d", candles);
    return all.values().iterator().next();
  }
}
