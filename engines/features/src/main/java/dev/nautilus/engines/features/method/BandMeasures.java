package dev.nautilus.engines.features.method;

import java.util.List;

/// Bands around a moving average.
final class BandMeasures {

  private BandMeasures() {}

  static List<Measure<Candle>> all() {
    return List.of(bollinger(), keltner(), keltnerSimple(), starc(), envelope());
  }

  private static Measure<Candle> bollinger() {
    return Measure.named("bb", "Bollinger bands")
        .definition(
            "SMA +- factor x population standard deviation; percent_b = place of C in the bands,"
                + " z = distance in deviations, width = (upper - lower)/middle")
        .unit("price; percent_b, z, width: fractions")
        .source("Bollinger (2001), Bollinger on Bollinger Bands; TA-Lib BBANDS")
        .undefined("during warm-up; percent_b and z when the closes do not vary")
        .bars("period", 20)
        .factor("factor", 2)
        .outputs("middle", "upper", "lower", "percent_b", "z", "width")
        .lookback(params -> params.whole(0) - 1)
        .candles(
            (params, memory) -> {
              WindowMoments moments = memory.moments(params.whole(0));
              return (candle, out) -> {
                double middle = moments.next(candle.close());
                double deviation = moments.deviation();
                around(out, middle, params.at(1) * deviation);
                out[3] = (candle.close() - out[2]) / (out[1] - out[2]);
                out[4] = (candle.close() - middle) / deviation;
                out[5] = (out[1] - out[2]) / middle;
              };
            });
  }

  private static Measure<Candle> keltner() {
    return Measure.named("keltner", "Keltner channel")
        .definition("EMA of the close +- factor x ATR; width = (upper - lower)/middle")
        .unit("price; width: fraction")
        .source("Raschke's form of Keltner (1960); Stock.Indicators Keltner")
        .bars("period", 20)
        .factor("factor", 2)
        .bars("atr", 10)
        .outputs("middle", "upper", "lower", "width")
        .lookback(params -> Math.max(params.whole(0) - 1, params.whole(2)))
        .candles(
            (params, memory) -> {
              Filter mean = memory.ema(params.whole(0));
              TrueRange range = memory.keep(new TrueRange());
              Filter atr = memory.wilder(params.whole(2));
              return (candle, out) -> {
                double middle = mean.next(candle.close());
                channel(out, middle, params.at(1) * atr.next(range.next(candle)));
              };
            });
  }

  private static Measure<Candle> keltnerSimple() {
    return Measure.named("keltner_simple", "Keltner channel of plain means")
        .definition("SMA of the typical price +- factor x SMA of the true range")
        .unit("price; width: fraction")
        .source("Lean KeltnerChannels, simple averages; the first bar counts with its own range")
        .bars("period", 20)
        .factor("factor", 1.5)
        .outputs("middle", "upper", "lower", "width")
        .lookback(params -> params.whole(0) - 1)
        .candles(
            (params, memory) -> {
              Filter mean = memory.mean(params.whole(0));
              TrueRange range = memory.keep(TrueRange.countingFirst());
              Filter atr = memory.mean(params.whole(0));
              return (candle, out) -> {
                double middle = mean.next(candle.typical());
                channel(out, middle, params.at(1) * atr.next(range.next(candle)));
              };
            });
  }

  private static Measure<Candle> starc() {
    return Measure.named("starc", "Stoller average range channel")
        .definition("SMA of the close +- factor x ATR")
        .unit("price")
        .source("Stoller; Stock.Indicators STARC bands")
        .undefined("during warm-up; the middle is there before the bands")
        .bars("period", 5)
        .factor("factor", 2)
        .bars("atr", 10)
        .outputs("middle", "upper", "lower")
        .lookback(params -> params.whole(0) - 1)
        .candles(
            (params, memory) -> {
              Filter mean = memory.mean(params.whole(0));
              TrueRange range = memory.keep(new TrueRange());
              Filter atr = memory.wilder(params.whole(2));
              return (candle, out) -> {
                double middle = mean.next(candle.close());
                around(out, middle, params.at(1) * atr.next(range.next(candle)));
              };
            });
  }

  private static Measure<Candle> envelope() {
    return Measure.named("envelope", "Moving average envelope")
        .definition("SMA x (1 +- percent/100)")
        .unit("price; parameter in percent")
        .source("Stock.Indicators moving average envelopes")
        .bars("period", 20)
        .factor("percent", 2.5)
        .outputs("middle", "upper", "lower")
        .lookback(params -> params.whole(0) - 1)
        .candles(
            (params, memory) -> {
              Filter mean = memory.mean(params.whole(0));
              return (candle, out) -> {
                double middle = mean.next(candle.close());
                around(out, middle, middle * params.at(1) / 100);
              };
            });
  }

  private static void channel(double[] out, double middle, double distance) {
    if (!Double.isNaN(middle + distance)) { // Keltner lines appear together
      around(out, middle, distance);
      out[3] = (out[1] - out[2]) / middle;
    }
  }

  private static void around(double[] out, double middle, double distance) {
    out[0] = middle;
    out[1] = middle + distance;
    out[2] = middle - distance;
  }
}
