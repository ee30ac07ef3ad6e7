package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where the close stands within its recent range.
final class OscillatorMeasures {

  private static final String FLAT = "during warm-up; 0 when the window has no range, as TA-Lib";

  private OscillatorMeasures() {}

  static List<Measure<Candle>> all() {
    List<Measure<Candle>> all = new ArrayList<>(stochastics());
    all.addAll(positions());
    all.addAll(ehlersAndBlau());
    return all;
  }

  private static List<Measure<Candle>> stochastics() {
    return List.of(
        Measure.named("stoch", "Stochastic oscillator")
            .definition(
                "k = SMA(smooth) of 100 (C - low) / (high - low), d = SMA of k, j = 3k - 2d")
            .unit("index; k and d in [0, 100]")
            .source("Lane (1984), TASC 2(3); TA-Lib STOCH, with smooth 1 STOCHF")
            .undefined(FLAT)
            .bars("period", 14)
            .bars("signal", 3)
            .bars("smooth", 3)
            .outputs("k", "d", "j")
            .lookback(params -> params.whole(0) + params.whole(2) - 2)
            .candles(OscillatorMeasures::stochastic),
        Measure.named("stoch_rsi", "Stochastic of the relative strength index")
            .definition("k = SMA(smooth) of the place of RSI in its own range, d = SMA of k")
            .unit("index in [0, 100]")
            .source("Chande & Kroll (1994); TA-Lib STOCHRSI with smooth 1")
            .undefined(FLAT)
            .bars("rsi", 14)
            .bars("period", 14)
            .bars("signal", 3)
            .bars("smooth", 1)
            .outputs("k", "d")
            .lookback(params -> params.whole(0) + params.whole(1) + params.whole(3) - 2)
            .candles(OscillatorMeasures::stochasticStrength),
        Measure.named("stc", "Schaff trend cycle")
            .definition("SMA(3) of the place of EMA(fast) - EMA(slow) in its own range over cycle")
            .unit("index in [0, 100]")
            .source("Stock.Indicators STC (single pass)")
            .undefined(FLAT)
            .bars("cycle", 10)
            .bars("fast", 23)
            .bars("slow", 50)
            .lookback(params -> params.largest(1, 2) + params.whole(0))
            .closes(OscillatorMeasures::schaff));
  }

  private static List<Measure<Candle>> positions() {
    return List.of(
        Measure.named("willr", "Williams %R")
            .definition("-100 (highest high - C) / (highest high - lowest low)")
            .unit("index in [-100, 0]")
            .source("Williams (1973); TA-Lib WILLR")
            .undefined(FLAT)
            .bars("period", 14)
            .lookback(params -> params.whole(0) - 1)
            .candles(OscillatorMeasures::williams),
        Measure.named("cci", "Commodity channel index")
            .definition("(TP - SMA(TP)) / (0.015 mean |TP - SMA(TP)|), TP the typical price")
            .unit("index, mostly in [-200, 200]")
            .source("Lambert (1980), Commodities; TA-Lib CCI; O(period) per update")
            .undefined("during warm-up; 0 when the typical price did not move, as TA-Lib")
            .bars("period", 20)
            .lookback(params -> params.whole(0) - 1)
            .candles(OscillatorMeasures::channelIndex),
        Measure.named("uo", "Ultimate oscillator")
            .definition("100 (4 A + 2 B + D) / 7, ratios of buying pressure to true range")
            .unit("index in [0, 100]")
            .source("Williams (1985), TASC 3(4); TA-Lib ULTOSC")
            .undefined("during warm-up; a window without range counts 0, as TA-Lib")
            .bars("short", 7)
            .bars("middle", 14)
            .bars("long", 28)
            .lookback(params -> Math.max(params.largest(0, 1), params.whole(2)))
            .candles(OscillatorMeasures::ultimate));
  }

  private static List<Measure<Candle>> ehlersAndBlau() {
    return List.of(
        Measure.named("smi", "Stochastic momentum index")
            .definition(
                "100 E(E(C - centre)) / (E(E(range)) / 2), signal EMA; begun at first values")
            .unit("index in [-100, 100]")
            .source("Blau (1993), TASC 11(1); Stock.Indicators SMI")
            .undefined("during warm-up; when the window has no range")
            .bars("period", 13)
            .bars("first", 25)
            .bars("second", 2)
            .bars("signal", 3)
            .outputs("smi", "signal")
            .lookback(params -> params.whole(0) - 1)
            .candles(OscillatorMeasures::stochasticMomentum),
        Measure.named("fisher", "Fisher transform")
            .definition(
                "atanh of the smoothed place of the midprice in its range, plus half the last")
            .unit("dimensionless")
            .source("Ehlers (2002), TASC 20(11); Stock.Indicators")
            .undefined("trigger at the first bar")
            .bars("period", 10)
            .outputs("fisher", "trigger")
            .candles(OscillatorMeasures::fisher));
  }

  private static Formula<Candle> stochastic(Params params, Memory memory) {
    WindowExtreme high = memory.highest(params.whole(0));
    WindowExtreme low = memory.lowest(params.whole(0));
    Filter smooth = memory.mean(params.whole(2));
    Filter signal = memory.mean(params.whole(1));
    return (candle, out) -> {
      double top = high.next(candle.high());
      out[0] = smooth.next(place(candle.close(), low.next(candle.low()), top));
      out[1] = signal.next(out[0]);
      out[2] = 3 * out[0] - 2 * out[1];
    };
  }

  private static Formula<Candle> stochasticStrength(Params params, Memory memory) {
    Filter strength = MomentumMeasures.relativeStrength(params.whole(0), memory);
    WindowExtreme high = memory.highest(params.whole(1));
    WindowExtreme low = memory.lowest(params.whole(1));
    Filter smooth = memory.mean(params.whole(3));
    Filter signal = memory.mean(params.whole(2));
    return (candle, out) -> {
      double rsi = strength.next(candle.close());
      out[0] = smooth.next(place(rsi, low.next(rsi), high.next(rsi)));
      out[1] = signal.next(out[0]);
    };
  }

  private static Filter schaff(Params params, Memory memory) {
    Filter fast = memory.ema(params.whole(1));
    Filter slow = memory.ema(params.whole(2));
    WindowExtreme high = memory.highest(params.whole(0));
    WindowExtreme low = memory.lowest(params.whole(0));
    Filter smooth = memory.mean(3);
    return close -> {
      double gap = fast.next(close) - slow.next(close);
      return smooth.next(place(gap, low.next(gap), high.next(gap)));
    };
  }

  private static Formula<Candle> williams(Params params, Memory memory) {
    WindowExtreme high = memory.highest(params.whole(0));
    WindowExtreme low = memory.lowest(params.whole(0));
    return (candle, out) -> {
      double top = high.next(candle.high());
      double range = top - low.next(candle.low());
      out[0] = range == 0 ? 0 : -100 * (top - candle.close()) / range;
    };
  }

  private static Formula<Candle> channelIndex(Params params, Memory memory) {
    WindowMoments moments = memory.moments(params.whole(0));
    return (candle, out) -> {
      double typical = candle.typical();
      double off = typical - moments.next(typical);
      double distance = moments.meanDistance(typical - off);
      out[0] = off == 0 || distance == 0 ? 0 : off / (0.015 * distance);
    };
  }

  private static Formula<Candle> ultimate(Params params, Memory memory) {
    TrueRange range = memory.keep(new TrueRange());
    WindowSum[] pressure = new WindowSum[3];
    WindowSum[] span = new WindowSum[3];
    int[] periods = {params.whole(0), params.whole(1), params.whole(2)};
    Arrays.sort(periods); // the shortest weighs most, in whatever order they are given, as TA-Lib
    for (int i = 0; i < 3; i++) {
      pressure[i] = memory.sum(periods[i]);
      span[i] = memory.sum(periods[i]);
    }
    return (candle, out) -> {
      double trueRange = range.next(candle);
      double bought = candle.close() - range.low();
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        double total = span[i].next(trueRange);
        double part = pressure[i].next(Double.isNaN(trueRange) ? trueRange : bought);
        sum += total == 0 ? 0 : (4 >> i) * part / total;
      }
      out[0] = 100 * sum / 7;
    };
  }

  private static Formula<Candle> stochasticMomentum(Params params, Memory memory) {
    WindowExtreme high = memory.highest(params.whole(0));
    WindowExtreme low = memory.lowest(params.whole(0));
    Filter[] off = {memory.primedEma(params.whole(1)), memory.primedEma(params.whole(2))};
    Filter[] span = {memory.primedEma(params.whole(1)), memory.primedEma(params.whole(2))};
    Filter signal = memory.primedEma(params.whole(3));
    return (candle, out) -> {
      double top = high.next(candle.high());
      double bottom = low.next(candle.low());
      double distance = off[1].next(off[0].next(candle.close() - (top + bottom) / 2));
      out[0] = 200 * distance / span[1].next(span[0].next(top - bottom));
      out[1] = signal.next(out[0]);
    };
  }

  private static Formula<Candle> fisher(Params params, Memory memory) {
    Window window = memory.window(params.whole(0));
    Cell smoothed = memory.cell(0);
    Cell before = memory.cell(Double.NaN);
    return (candle, out) -> {
      window.push(candle.middle());
      double top = candle.middle();
      double bottom = top;
      for (int age = 1; age < window.count(); age++) {
        top = Math.max(top, window.get(age));
        bottom = Math.min(bottom, window.get(age));
      }
      double last = before.get();
      if (!Double.isNaN(last)) {
        double place = (candle.middle() - bottom) / (top - bottom) - 0.5;
        double value = top == bottom ? 0 : 0.66 * place + 0.67 * smoothed.get();
        smoothed.set(Math.abs(value) > 0.99 ? Math.copySign(0.999, value) : value);
      }
      double bounded = smoothed.get();
      double transformed = 0.5 * Math.log((1 + bounded) / (1 - bounded));
      out[0] = Double.isNaN(last) ? 0 : transformed + 0.5 * last;
      out[1] = before.swap(out[0]);
    };
  }

  private static double place(double value, double bottom, double top) {
    return top == bottom ? 0 : 100 * (value - bottom) / (top - bottom);
  }
}
