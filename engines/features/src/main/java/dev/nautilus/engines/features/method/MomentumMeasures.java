package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;

/// How far and how one-sidedly the close has moved.
final class MomentumMeasures {

  private static final String RATE_SOURCE = "TA-Lib MOM, ROC, ROCP, ROCR";

  private MomentumMeasures() {}

  static List<Measure<Candle>> all() {
    List<Measure<Candle>> all = new ArrayList<>(rates());
    all.addAll(strengths());
    all.add(rateWithBands());
    return all;
  }

  private static List<Measure<Candle>> rates() {
    return List.of(
        rate("mom", "Momentum", "C - C[period]", "price", (now, past) -> now - past),
        Measure.named("roc", "Rate of change")
            .definition("roc = 100 (C / C[period] - 1), momentum = C - C[period]")
            .unit("roc: percent; momentum: price")
            .source(RATE_SOURCE)
            .undefined("during warm-up; roc when C[period] is 0")
            .bars("period", 14)
            .outputs("roc", "momentum")
            .lookback(params -> params.whole(0))
            .candles(MomentumMeasures::rateOfChange),
        rate(
            "rocp",
            "Rate of change",
            "C / C[period] - 1",
            "fraction",
            (now, past) -> now / past - 1),
        rate("rocr", "Rate of change ratio", "C / C[period]", "ratio", (now, past) -> now / past));
  }

  private static List<Measure<Candle>> strengths() {
    return List.of(
        strength("rsi", "Relative strength index")
            .definition("100 G / (G + L), G and L Wilder means of the one-bar gains and losses")
            .source("Wilder (1978), New Concepts in Technical Trading Systems; TA-Lib RSI")
            .closes((params, memory) -> relative(memory, wilders(params, memory), 100, 0)),
        strength("rsi_simple", "Relative strength index of plain means")
            .definition("100 G / (G + L), G and L plain means of the one-bar gains and losses")
            .source("Cutler's RSI; Lean RelativeStrengthIndex with MovingAverageType.Simple")
            .closes((params, memory) -> relative(memory, sums(params, memory), 100, 0)),
        strength("cmo", "Chande momentum oscillator, Wilder means")
            .definition("100 (G - L) / (G + L), G and L Wilder means of gains and losses")
            .unit("index in [-100, 100]")
            .source("TA-Lib CMO")
            .closes((params, memory) -> relative(memory, wilders(params, memory), 200, -100)),
        strength("cmo_si", "Chande momentum oscillator")
            .definition("100 (G - L) / (G + L), G and L sums of gains and losses over period")
            .unit("index in [-100, 100]")
            .source("Chande & Kroll (1994), The New Technical Trader; Stock.Indicators CMO")
            .closes((params, memory) -> relative(memory, sums(params, memory), 200, -100)));
  }

  private static Measure<Candle> rateWithBands() {
    return Measure.named("roc_bands", "Rate of change with bands")
        .definition("roc, its EMA, and bands at +- the root mean square of roc")
        .unit("percent")
        .source("Stock.Indicators ROC with bands")
        .bars("period", 20)
        .bars("ema", 5)
        .bars("deviation", 5)
        .outputs("roc", "ema", "upper", "lower")
        .lookback(params -> params.whole(0))
        .candles(
            (params, memory) -> {
              Delay past = memory.delay(params.whole(0));
              Filter ema = memory.ema(params.whole(1));
              Filter square = memory.mean(params.whole(2));
              return (candle, out) -> {
                double roc = 100 * (candle.close() / past.next(candle.close()) - 1);
                out[0] = roc;
                out[1] = ema.next(roc);
                out[2] = Math.sqrt(square.next(roc * roc));
                out[3] = -out[2];
              };
            });
  }

  private static Measure<Candle> rate(
      String name, String title, String definition, String unit, Comparison comparison) {
    return Measure.named(name, title)
        .definition(definition)
        .unit(unit)
        .source(RATE_SOURCE)
        .undefined("during warm-up; when dividing by a past close of 0")
        .bars("period", 10)
        .lookback(params -> params.whole(0))
        .closes(
            (params, memory) -> {
              Delay past = memory.delay(params.whole(0));
              return close -> comparison.of(close, past.next(close));
            });
  }

  private static Measure.Draft strength(String name, String title) {
    return Measure.named(name, title)
        .unit("index in [0, 100]")
        .undefined("during warm-up; 0 when there was neither gain nor loss, as TA-Lib")
        .bars("period", 14)
        .lookback(params -> params.whole(0));
  }

  private static Formula<Candle> rateOfChange(Params params, Memory memory) {
    Delay past = memory.delay(params.whole(0));
    return (candle, out) -> {
      double before = past.next(candle.close());
      out[0] = 100 * (candle.close() / before - 1);
      out[1] = candle.close() - before;
    };
  }

  /// RSI of whatever stream it is given.
  static Filter relativeStrength(int period, Memory memory) {
    Filter[] means = {memory.wilder(period), memory.wilder(period)};
    return relative(memory, means, 100, 0);
  }

  private static Filter[] wilders(Params params, Memory memory) {
    return new Filter[] {memory.wilder(params.whole(0)), memory.wilder(params.whole(0))};
  }

  private static Filter[] sums(Params params, Memory memory) {
    return new Filter[] {memory.sum(params.whole(0)), memory.sum(params.whole(0))};
  }

  private static Filter relative(Memory memory, Filter[] gainAndLoss, double scale, double shift) {
    Delay before = memory.delay(1);
    return value -> {
      double change = value - before.next(value);
      double gain = gainAndLoss[0].next(positive(change));
      double loss = gainAndLoss[1].next(positive(-change));
      return gain + loss == 0 ? 0 : scale * gain / (gain + loss) + shift;
    };
  }

  private static double positive(double value) {
    return Double.isNaN(value) ? value : Math.max(0, value);
  }

  @FunctionalInterface
  private interface Comparison {
    double of(double now, double past);
  }
}
