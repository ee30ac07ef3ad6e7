package dev.nautilus.engines.features.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Flat prices, no volume, no range, jumps, and input that must be refused.
final class EdgeCasesTest {

  private static final FeatureCatalog CATALOG = FeatureCatalog.standard();

  @ParameterizedTest
  @CsvSource({
    "rsi, 0",
    "rsi_simple, 0",
    "cmo, 0",
    "stoch, 0",
    "willr, 0",
    "cci, 0",
    "bop, 0",
    "uo, 0",
    "mfi, 0",
    "dx, 0",
    "adx, 0",
    "sma, 50",
    "ema, 50",
    "kama, 50",
    "hma, 50",
    "t3, 50",
    "macd, 0",
    "stddev, 0",
    "slope, 0",
    "atr, 0",
    "bb, 50",
    "donchian, 50",
    "vwap, 50",
    "psar, 50",
    "parkinson, 0",
    "yang_zhang, 0",
    "close_close, 0",
    "ulcer, 0",
    "roll, 0",
    "obv, 7"
  })
  void feature_flatPrices_isItsDocumentedConstant(String name, double expected) {
    Feature<Candle> feature = last(name, RandomCandles.flat(50, 7, 120));
    assertThat(feature.value()).isPresent();
    assertThat(feature.value().orElseThrow()).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chop", "vortex", "tsi", "smi"})
  void ratio_flatPrices_isUndefined(String name) {
    Feature<Candle> feature = last(name, RandomCandles.flat(50, 7, 120));
    assertThat(feature.ready()).isTrue();
    assertThat(feature.value()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vwap", "vwap_moving", "vwma", "cmf", "amihud", "pvo"})
  void volumeRatio_noVolume_isUndefined(String name) {
    Feature<Candle> feature = last(name, RandomCandles.flat(50, 0, 120));
    assertThat(feature.ready()).isTrue();
    assertThat(feature.value()).isEmpty();
  }

  @Test
  void vwma_volumeStops_leavesNoDust() {
    Feature<Candle> feature = CATALOG.candleFeature("vwma(3)@1d");
    double[] volumes = {1e9, 0.1, 12345.678, 0, 0, 0};
    for (int i = 0; i < volumes.length; i++) {
      feature.update(Series.candle(i, 10, 11, 9, 10, volumes[i]));
    }
    assertThat(feature.value()).isEmpty();
  }

  @Test
  void stddev_flatAfterJump_isExactlyZero() {
    Feature<Candle> feature = CATALOG.candleFeature("stddev(5)@1d");
    for (int i = 0; i < 12; i++) {
      double price = i < 4 ? 1e9 + i * 0.1 : 3.3;
      feature.update(Series.candle(i, price, price, price, price, 1));
    }
    assertThat(feature.value()).hasValue(0.0);
  }

  @Test
  void volatility_negativePrice_isUndefinedUntilItLeaves() {
    Feature<Candle> feature = CATALOG.candleFeature("parkinson(3)@1d");
    feature.update(Series.candle(0, -1, 1, -2, -1, 1));
    for (int i = 1; i < 3; i++) {
      feature.update(Series.candle(i, 10, 11, 9, 10, 1));
    }
    assertThat(feature.value()).isEmpty();
    for (int i = 3; i < 7; i++) {
      feature.update(Series.candle(i, 10, 11, 9, 10, 1));
    }
    assertThat(feature.value()).isPresent();
  }

  @Test
  void warmUp_beforeLookback_isNotReadyAndHasNoValue() {
    Feature<Candle> feature = CATALOG.candleFeature("rsi(14)@1d");
    List<Candle> candles = RandomCandles.of(3, 15);
    for (Candle candle : candles.subList(0, 14)) {
      feature.update(candle);
      assertThat(feature.ready()).isFalse();
      assertThat(feature.value()).isEmpty();
    }
    feature.update(candles.get(14));
    assertThat(feature.ready()).isTrue();
    assertThat(feature.value()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void candle_notFinite_isRefused(double bad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Candle(1, 2, 1, bad, 1, Instant.EPOCH))
        .withMessageContaining("close must be a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Candle(1, 2, 1, 1, bad, Instant.EPOCH))
        .withMessageContaining("volume must be a finite number");
  }

  @Test
  void candle_highBelowLowOrNegativeVolume_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Candle(1, 1, 2, 1, 1, Instant.EPOCH))
        .withMessageContaining("high must be at least low");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Candle(1, 2, 1, 1, -1, Instant.EPOCH))
        .withMessageContaining("volume must be 0 or more");
  }

  @Test
  void quote_negativeSize_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopOfBook(1, -1, 2, 1, Instant.EPOCH))
        .withMessageContaining("bidSize must be 0 or more");
  }

  @Test
  void update_sameOrEarlierCandle_isRefusedAndForgotten() {
    Feature<Candle> feature = CATALOG.candleFeature("sma(1)@1d");
    feature.update(Series.candle(5, 1, 1, 1, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> feature.update(Series.candle(5, 9, 9, 9, 9, 1)))
        .withMessageContaining("must come after");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> feature.update(Series.candle(4, 9, 9, 9, 9, 1)));
    assertThat(feature.value()).hasValue(1.0);
    assertThat(feature.updates()).isEqualTo(1);
  }

  @Test
  void restore_stateOfAnotherFeature_isRefused() {
    FeatureState state = CATALOG.candleFeature("sma(5)@1d").state();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.candleFeature("sma(6)@1d").restore(state))
        .withMessageContaining("state must be of sma(6)@1d");
  }

  @Test
  void restore_truncatedState_isRefused() {
    FeatureState whole = CATALOG.candleFeature("sma(5)@1d").state();
    FeatureState cut =
        new FeatureState(whole.id(), 1, 0, whole.lastAt(), whole.outputs(), List.of(1.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.candleFeature("sma(5)@1d").restore(cut))
        .withMessageContaining("numbers");
  }

  private static Feature<Candle> last(String name, List<Candle> candles) {
    Feature<Candle> feature = CATALOG.candleFeature(name + "@1d");
    candles.forEach(feature::update);
    return feature;
  }
}
