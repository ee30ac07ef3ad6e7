package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Prices drawn from one candle, true range, and extremes of a window.
final class PriceMeasures {

  private PriceMeasures() {}

  static List<Measure<Candle>> all() {
    List<Measure<Candle>> all = new ArrayList<>(ofOneCandle());
    all.addAll(ranges());
    all.addAll(extremes());
    return all;
  }

  private static List<Measure<Candle>> ofOneCandle() {
    return List.of(
        price("close", "Close", "C", Candle::close),
        price("avgprice", "Average price", "(O + H + L + C) / 4", PriceMeasures::average),
        price("medprice", "Median price", "(H + L) / 2", Candle::middle),
        price("typprice", "Typical price", "(H + L + C) / 3", Candle::typical),
        price("wclprice", "Weighted close", "(H + L + 2 C) / 4", PriceMeasures::weightedClose));
  }

  private static List<Measure<Candle>> ranges() {
    return List.of(
        Measure.named("tr", "True range")
            .definition("max(H, C[1]) - min(L, C[1])")
            .unit("price")
            .source("Wilder (1978); TA-Lib TRANGE")
            .undefined("at the first bar")
            .lookback(params -> 1)
            .candles(
                (params, memory) -> {
                  TrueRange range = memory.keep(new TrueRange());
                  return (candle, out) -> out[0] = range.next(candle);
                }),
        Measure.named("atr_first", "Average true range from the first candle")
            .definition("Wilder mean of the true range, the first candle counting with its range")
            .unit("price")
            .source("Lean AverageTrueRange with MovingAverageType.Wilders")
            .bars("period", 14)
            .lookback(params -> params.whole(0) - 1)
            .candles(
                (params, memory) -> {
                  TrueRange range = memory.keep(TrueRange.countingFirst());
                  return smoothed(range, memory.wilder(params.whole(0)));
                }),
        Measure.named("atr_simple", "Average true range, plain mean")
            .definition("mean of the last `period` true ranges")
            .unit("price")
            .source("Lean AverageTrueRange with MovingAverageType.Simple")
            .bars("period", 14)
            .lookback(params -> params.whole(0))
            .candles(
                (params, memory) -> {
                  TrueRange range = memory.keep(new TrueRange());
                  return smoothed(range, memory.mean(params.whole(0)));
                }),
        wilderRange());
  }

  private static Formula<Candle> smoothed(TrueRange range, Filter mean) {
    return (candle, out) -> out[0] = mean.next(range.next(candle));
  }

  private static Measure<Candle> wilderRange() {
    return Measure.named("atr", "Average true range")
        .definition("Wilder mean of the true range; atrp = 100 atr / C, also called NATR")
        .unit("atr, tr: price; atrp: percent of the close")
        .source("Wilder (1978); TA-Lib ATR, NATR")
        .bars("period", 14)
        .outputs("atr", "atrp", "tr")
        .lookback(params -> params.whole(0))
        .candles(
            (params, memory) -> {
              TrueRange range = memory.keep(new TrueRange());
              Filter mean = memory.wilder(params.whole(0));
              return (candle, out) -> {
                out[2] = range.next(candle);
                out[0] = mean.next(out[2]);
                out[1] = 100 * out[0] / candle.close();
              };
            });
  }

  private static List<Measure<Candle>> extremes() {
    return List.of(
        window("max", "Highest close")
            .definition("largest close of the last `period`")
            .closes((params, memory) -> memory.highest(params.whole(0))),
        window("min", "Lowest close")
            .definition("smallest close of the last `period`")
            .closes((params, memory) -> memory.lowest(params.whole(0))),
        window("midpoint", "Middle of the closes")
            .definition("(highest close + lowest close) / 2")
            .candles((params, memory) -> middle(params, memory, Candle::close, Candle::close)),
        window("midprice", "Middle of the range")
            .definition("(highest high + lowest low) / 2")
            .candles((params, memory) -> middle(params, memory, Candle::high, Candle::low)));
  }

  private static Measure<Candle> price(
      String name, String title, String definition, ToDoubleFunction<Candle> price) {
    return Measure.named(name, title)
        .definition(definition)
        .unit("price")
        .source("TA-Lib price transforms")
        .undefined("never")
        .candles((params, memory) -> (candle, out) -> out[0] = price.applyAsDouble(candle));
  }

  private static Measure.Draft window(String name, String title) {
    return Measure.named(name, title)
        .unit("price")
        .source("TA-Lib " + name.toUpperCase(Locale.ROOT))
        .bars("period", 14)
        .lookback(params -> params.whole(0) - 1);
  }

  private static Formula<Candle> middle(
      Params params, Memory memory, ToDoubleFunction<Candle> top, ToDoubleFunction<Candle> bottom) {
    WindowExtreme highest = memory.highest(params.whole(0));
    WindowExtreme lowest = memory.lowest(params.whole(0));
    return (candle, out) ->
        out[0] =
            (highest.next(top.applyAsDouble(candle)) + lowest.next(bottom.applyAsDouble(candle)))
                / 2;
  }

  static double average(Candle candle) {
    return (candle.open() + candle.high() + candle.low() + candle.close()) / 4;
  }

  private static double weightedClose(Candle candle) {
    return (candle.high() + candle.low() + 2 * candle.close()) / 4;
  }
}
