package dev.nautilus.engines.features.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Properties every measure of the catalogue must have, on seeded random candles.
final class CatalogPropertiesTest {

  private static final long SEED = 20_261_122L;
  private static final int BARS = 400;
  private static final FeatureCatalog CATALOG = FeatureCatalog.standard();

  @TestFactory
  Stream<DynamicTest> everyFeature_everyPrefix_equalsFreshRun() {
    List<Candle> candles = RandomCandles.of(SEED, BARS);
    return names(FeatureInput.CANDLE)
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name + " seed " + SEED, () -> prefixesAgree(name + "@1d", candles)));
  }

  /// A feature stopped at a prefix, stored, and restored into a fresh one must go on as if it had
  /// never stopped, and a fresh run over the prefix must end at the same bits.
  private static void prefixesAgree(String id, List<Candle> candles) {
    Map<String, double[]> whole = Series.run(id, candles);
    Feature<Candle> walker = CATALOG.candleFeature(id);
    for (int i = 0; i < candles.size(); i++) {
      Feature<Candle> restored = CATALOG.candleFeature(id);
      restored.restore(walker.state());
      restored.update(candles.get(i));
      walker.update(candles.get(i));
      for (Map.Entry<String, double[]> output : whole.entrySet()) {
        double value = restored.value(output.getKey()).orElse(Double.NaN);
        assertSameBits("%s %s[%d]".formatted(id, output.getKey(), i), value, output.getValue()[i]);
      }
    }
    for (int prefix : new int[] {1, 2, 3, 17, 60, 133}) {
      Map<String, double[]> part = Series.run(id, candles.subList(0, prefix));
      part.forEach(
          (name, values) ->
              assertSameBits(
                  "%s %s of the first %d".formatted(id, name, prefix),
                  values[prefix - 1],
                  Series.output(whole, name)[prefix - 1]));
    }
  }

  private static void assertSameBits(String what, double actual, double expected) {
    assertThat(Double.doubleToLongBits(actual))
        .as("%s was %s, not %s", what, actual, expected)
        .isEqualTo(Double.doubleToLongBits(expected));
  }

  @TestFactory
  Stream<DynamicTest> everyFeature_firstValue_isAtItsLookback() {
    List<Candle> candles = RandomCandles.of(SEED + 1, BARS);
    return names(FeatureInput.CANDLE)
        .filter(name -> !List.of("psar_si", "roll", "vwap", "amihud").contains(name))
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      Feature<Candle> feature = CATALOG.candleFeature(name + "@1d");
                      int first =
                          Series.run(name + "@1d", candles).values().stream()
                              .mapToInt(Series::firstIndex)
                              .filter(index -> index >= 0)
                              .min()
                              .orElse(-1);
                      assertThat(feature.lookback()).isBetween(first, first + 26);
                      double[] main = Series.run(name + "@1d", candles).values().iterator().next();
                      assertThat(Series.firstIndex(main)).isEqualTo(feature.lookback());
                    }));
  }

  /// A long stream must not drift away from the same measure started late (finite memory only).
  @Test
  void windowFeatures_longStream_doNotDrift() {
    List<Candle> candles = RandomCandles.of(SEED + 2, 50_000);
    for (String id :
        List.of("sma(20)", "wma(20)", "bb(20,2)", "slope(20)", "vwma(20)", "cci(20)")) {
      List<Candle> tail = candles.subList(candles.size() - 200, candles.size());
      double[] lone = Series.run(id + "@1d", tail).values().iterator().next();
      double[] all = Series.run(id + "@1d", candles).values().iterator().next();
      assertThat(all[all.length - 1])
          .as(id + " seed " + SEED)
          .isCloseTo(lone[lone.length - 1], within(1e-9));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyQuoteFeature_restored_goesOnTheSame() {
    List<TopOfBook> books = books(300);
    return names(FeatureInput.TOP_OF_BOOK)
        .map(name -> DynamicTest.dynamicTest(name, () -> quotesAgree(name + "@quote", books)));
  }

  private static void quotesAgree(String id, List<TopOfBook> books) {
    int values = valuesOf(() -> CATALOG.bookFeature(id), books);
    assertThat(values).isEqualTo(books.size() - CATALOG.bookFeature(id).lookback());
  }

  @TestFactory
  Stream<DynamicTest> everyTradeFeature_restored_goesOnTheSame() {
    List<TapeTrade> trades = trades(600);
    return names(FeatureInput.TRADE)
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        assertThat(valuesOf(() -> CATALOG.tradeFeature(name + "@trade"), trades))
                            .isPositive()
                            .isLessThanOrEqualTo(
                                trades.size() - CATALOG.tradeFeature(name + "@trade").lookback())));
  }

  /// How many inputs had a value; one restored before each input must say the same.
  private static <I> int valuesOf(Supplier<Feature<I>> fresh, List<I> inputs) {
    Feature<I> walker = fresh.get();
    int values = 0;
    for (I input : inputs) {
      Feature<I> restored = fresh.get();
      restored.restore(walker.state());
      restored.update(input);
      walker.update(input);
      assertThat(restored.value()).isEqualTo(walker.value());
      values += walker.value().isPresent() ? 1 : 0;
    }
    return values;
  }

  private static List<TapeTrade> trades(int count) {
    SplittableRandom random = new SplittableRandom(SEED + 3);
    List<TapeTrade> trades = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double price = 100 + (random.nextBoolean() ? 0.01 : 0) + random.nextInt(3) * 0.01;
      trades.add(new TapeTrade(price, random.nextInt(500), Instant.EPOCH.plusMillis(i / 2)));
    }
    return trades;
  }

  private static List<TopOfBook> books(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<TopOfBook> books = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double bid = 100 + random.nextInt(5) * 0.01;
      double ask = bid + 0.01 * (1 + random.nextInt(3));
      Instant at = Instant.EPOCH.plusMillis(i / 2);
      books.add(new TopOfBook(bid, 1 + random.nextInt(90), ask, 1 + random.nextInt(90), at));
    }
    return books;
  }

  private static Stream<String> names(FeatureInput input) {
    return CATALOG.definitions().stream()
        .filter(definition -> definition.input() == input)
        .map(FeatureDefinition::name);
  }
}
