package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;

/// Differences and changes of moving averages.
final class SmoothedMomentumMeasures {

  private SmoothedMomentumMeasures() {}

  static List<Measure<Candle>> all() {
    List<Measure<Candle>> all = new ArrayList<>(convergence());
    all.addAll(changes());
    all.addAll(strengths());
    return all;
  }

  private static List<Measure<Candle>> convergence() {
    return List.of(
        convergence("macd", "Moving average convergence/divergence")
            .definition(
                "macd = EMA(fast) - EMA(slow), both first at bar slow-1; signal = EMA of macd;"
                    + " histogram = macd - signal; all published from the first signal on")
            .source("Appel (1979); TA-Lib MACD")
            .lookback(params -> params.largest(0, 1) + params.whole(2) - 2)
            .candles(SmoothedMomentumMeasures::together),
        convergence("macd_si", "Moving average convergence/divergence, each average seeded alone")
            .definition(
                "as macd, but EMA(fast) begins at bar fast-1; each line published when ready")
            .source("Stock.Indicators MACD; Lean MovingAverageConvergenceDivergence")
            .lookback(params -> params.whole(1) - 1)
            .candles(SmoothedMomentumMeasures::alone),
        oscillator("apo", "Absolute price oscillator")
            .definition("SMA(fast) - SMA(slow)")
            .unit("price")
            .closes((params, memory) -> difference(params, memory, false)),
        oscillator("ppo", "Percentage price oscillator")
            .definition("100 (SMA(fast) - SMA(slow)) / SMA(slow)")
            .unit("percent")
            .undefined("during warm-up; when SMA(slow) is 0")
            .closes((params, memory) -> difference(params, memory, true)));
  }

  private static Measure.Draft convergence(String name, String title) {
    return Measure.named(name, title)
        .unit("price")
        .bars("fast", 12)
        .bars("slow", 26)
        .bars("signal", 9)
        .outputs("macd", "signal", "histogram", "fast", "slow");
  }

  private static Measure.Draft oscillator(String name, String title) {
    return Measure.named(name, title)
        .source("TA-Lib with its default average type")
        .bars("fast", 12)
        .bars("slow", 26)
        .lookback(params -> params.largest(0, 1) - 1);
  }

  private static List<Measure<Candle>> changes() {
    return List.of(
        Measure.named("trix", "Rate of change of a triple EMA")
            .definition("100 (E3 / E3[1] - 1), each EMA seeded by the mean of its own inputs")
            .unit("percent per bar")
            .source("Hutson (1983), TASC 1(5); TA-Lib TRIX")
            .bars("period", 14)
            .lookback(params -> 3 * (params.whole(0) - 1) + 1)
            .candles(
                (params, memory) ->
                    change(AverageMeasures.chain(params.whole(0), 3, memory), memory)),
        Measure.named("trix_si", "Rate of change of a triple EMA, jointly seeded")
            .definition("100 (E3 / E3[1] - 1), all EMAs begun at the mean of `period` closes")
            .unit("percent per bar")
            .source("Stock.Indicators TRIX")
            .bars("period", 14)
            .outputs("trix_si", "ema3")
            .lookback(params -> params.whole(0))
            .candles(
                (params, memory) ->
                    change(AverageMeasures.joint(params.whole(0), 3, memory), memory)));
  }

  private static List<Measure<Candle>> strengths() {
    return List.of(
        Measure.named("tsi", "True strength index")
            .definition("100 E(E(change)) / E(E(|change|)), E over period then smooth; signal EMA")
            .unit("index in [-100, 100]")
            .source("Blau (1991), TASC 9(11)")
            .undefined("during warm-up; when the close never moved")
            .bars("period", 25)
            .bars("smooth", 13)
            .bars("signal", 7)
            .outputs("tsi", "signal")
            .lookback(params -> params.whole(0) + params.whole(1) - 1)
            .candles(SmoothedMomentumMeasures::trueStrength),
        Measure.named("pmo", "Price momentum oscillator")
            .definition("10 x one-bar percent change smoothed by 2/time, then by 2/smooth")
            .unit("percent times 10")
            .source("Swenlin (DecisionPoint); Stock.Indicators PMO")
            .bars("time", 35)
            .bars("smooth", 20)
            .bars("signal", 10)
            .outputs("pmo", "signal")
            .lookback(params -> params.whole(0) + params.whole(1) - 1)
            .candles(SmoothedMomentumMeasures::priceMomentum));
  }

  private static Formula<Candle> together(Params params, Memory memory) {
    int fast = Math.min(params.whole(0), params.whole(1));
    int slow = Math.max(params.whole(0), params.whole(1));
    Filter skip = memory.skip(slow - fast);
    Filter quick = memory.ema(fast);
    Filter tardy = memory.ema(slow);
    Filter signal = memory.ema(params.whole(2));
    return (candle, out) -> {
      double high = quick.next(skip.next(candle.close()));
      double low = tardy.next(candle.close());
      double line = signal.next(high - low);
      if (!Double.isNaN(line)) {
        fill(out, high, low, line);
      }
    };
  }

  private static Formula<Candle> alone(Params params, Memory memory) {
    Filter quick = memory.ema(params.whole(0));
    Filter tardy = memory.ema(params.whole(1));
    Filter signal = memory.ema(params.whole(2));
    return (candle, out) -> {
      double high = quick.next(candle.close());
      double low = tardy.next(candle.close());
      fill(out, high, low, signal.next(high - low));
    };
  }

  private static void fill(double[] out, double fast, double slow, double signal) {
    out[0] = fast - slow;
    out[1] = signal;
    out[2] = fast - slow - signal;
    out[3] = fast;
    out[4] = slow;
  }

  private static Filter difference(Params params, Memory memory, boolean relative) {
    Filter fast = memory.mean(Math.min(params.whole(0), params.whole(1)));
    Filter slow = memory.mean(Math.max(params.whole(0), params.whole(1)));
    return close -> {
      double low = slow.next(close);
      double gap = fast.next(close) - low;
      return relative ? 100 * gap / low : gap;
    };
  }

  private static Formula<Candle> change(Filter[] chain, Memory memory) {
    Delay before = memory.delay(1);
    return (candle, out) -> {
      double third = chain[2].next(chain[1].next(chain[0].next(candle.close())));
      double past = before.next(third);
      out[0] = 100 * (third / past - 1);
      if (out.length > 1 && !Double.isNaN(past)) {
        out[1] = third;
      }
    };
  }

  private static Formula<Candle> trueStrength(Params params, Memory memory) {
    Delay before = memory.delay(1);
    Filter[] signed = {memory.ema(params.whole(0)), memory.ema(params.whole(1))};
    Filter[] size = {memory.ema(params.whole(0)), memory.ema(params.whole(1))};
    Filter signal = memory.ema(params.whole(2));
    return (candle, out) -> {
      double change = candle.close() - before.next(candle.close());
      double net = signed[1].next(signed[0].next(change));
      double gross = size[1].next(size[0].next(Math.abs(change)));
      out[0] = 100 * net / gross;
      out[1] = signal.next(out[0]);
    };
  }

  private static Formula<Candle> priceMomentum(Params params, Memory memory) {
    int time = params.whole(0);
    int smooth = params.whole(1);
    Delay before = memory.delay(1);
    Filter first = memory.keep(ExponentialMean.seeded(time, 2.0 / time));
    Filter second = memory.keep(ExponentialMean.seeded(smooth, 2.0 / smooth));
    Filter signal = memory.ema(params.whole(2));
    return (candle, out) -> {
      double change = 100 * (candle.close() / before.next(candle.close()) - 1);
      out[0] = second.next(10 * first.next(change));
      out[1] = signal.next(out[0]);
    };
  }
}
