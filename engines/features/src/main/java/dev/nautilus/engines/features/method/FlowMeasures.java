package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;

/// Oscillators of money and volume flowing in and out.
final class FlowMeasures {

  private FlowMeasures() {}

  static List<Measure<Candle>> all() {
    List<Measure<Candle>> all = new ArrayList<>(moneyFlow());
    all.addAll(oscillators());
    all.addAll(forces());
    return all;
  }

  private static List<Measure<Candle>> moneyFlow() {
    return List.of(
        Measure.named("mfi", "Money flow index")
            .definition("100 P/(P + N), sums of typical price x V where that price rose or fell")
            .unit("index in [0, 100]")
            .source("Quong & Soudack (1989), TASC 7(3); TA-Lib MFI")
            .undefined("during warm-up; 0 when no money flowed, as TA-Lib")
            .bars("period", 14)
            .lookback(params -> params.whole(0))
            .candles(FlowMeasures::moneyFlowIndex),
        Measure.named("cmf", "Chaikin money flow")
            .definition("sum(multiplier x V)/sum(V) over the last `period` bars")
            .unit("fraction in [-1, 1]")
            .source("Chaikin; Stock.Indicators CMF")
            .undefined("during warm-up; when the window has no volume")
            .bars("period", 20)
            .outputs("cmf", "multiplier", "flow")
            .lookback(params -> params.whole(0) - 1)
            .candles(
                (params, memory) -> {
                  WindowSum flow = memory.sum(params.whole(0));
                  WindowSum volume = memory.sum(params.whole(0));
                  return (candle, out) -> {
                    out[1] = VolumeMeasures.multiplier(candle);
                    out[2] = out[1] * candle.volume();
                    double total = volume.next(candle.volume());
                    out[0] = flow.next(out[2]) / total;
                  };
                }));
  }

  private static List<Measure<Candle>> oscillators() {
    return List.of(
        accumulation("adosc", "Chaikin oscillator")
            .source("Chaikin; TA-Lib ADOSC: both averages begin at the first value of the line")
            .lookback(params -> params.largest(0, 1) - 1)
            .candles(
                (params, memory) ->
                    accumulation(
                        memory,
                        memory.primedEma(params.whole(0)),
                        memory.primedEma(params.whole(1)),
                        params.largest(0, 1))),
        accumulation("adosc_si", "Chaikin oscillator, averages seeded by means")
            .source("Chaikin; Stock.Indicators Chaikin oscillator")
            .lookback(params -> params.largest(0, 1) - 1)
            .candles(
                (params, memory) ->
                    accumulation(
                        memory, memory.ema(params.whole(0)), memory.ema(params.whole(1)), 1)),
        Measure.named("pvo", "Percentage volume oscillator")
            .definition("100 (EMA(fast) - EMA(slow))/EMA(slow) of volume, signal EMA, histogram")
            .unit("percent")
            .source("Appel's MACD on volume; Stock.Indicators PVO")
            .undefined("during warm-up; when EMA(slow) is 0")
            .bars("fast", 12)
            .bars("slow", 26)
            .bars("signal", 9)
            .outputs("pvo", "signal", "histogram")
            .lookback(params -> params.largest(0, 1) - 1)
            .candles(FlowMeasures::volumeOscillator));
  }

  private static Measure.Draft accumulation(String name, String title) {
    return Measure.named(name, title)
        .definition("EMA(fast) - EMA(slow) of the accumulation/distribution line")
        .unit("volume")
        .bars("fast", 3)
        .bars("slow", 10)
        .outputs("oscillator", "fast", "slow", "line", "multiplier", "flow");
  }

  private static List<Measure<Candle>> forces() {
    return List.of(
        Measure.named("force", "Force index")
            .definition("EMA of (C - C[1]) x V")
            .unit("price x volume")
            .source("Elder (1993), Trading for a Living")
            .bars("period", 2)
            .lookback(params -> params.whole(0))
            .candles(FlowMeasures::force),
        Measure.named("elder_ray", "Elder-ray index")
            .definition("bull = H - EMA(C), bear = L - EMA(C)")
            .unit("price")
            .source("Elder (1993), Trading for a Living")
            .bars("period", 13)
            .outputs("ema", "bull", "bear")
            .lookback(params -> params.whole(0) - 1)
            .candles(FlowMeasures::bullAndBear),
        Measure.named("bop", "Balance of power")
            .definition("SMA of (C - O)/(H - L)")
            .unit("fraction, mostly in [-1, 1]")
            .source("Livshin (2001), TASC 19(8); TA-Lib BOP with period 1")
            .undefined("during warm-up; a candle without range counts 0, as TA-Lib")
            .bars("period", 14)
            .lookback(params -> params.whole(0) - 1)
            .candles(FlowMeasures::balance),
        Measure.named("kvo", "Klinger volume oscillator")
            .definition("EMA(fast) - EMA(slow) of volume force, signal EMA")
            .unit("volume times 100")
            .source("Klinger (1997), TASC 15(12); Stock.Indicators KVO")
            .bars("fast", 34)
            .bars("slow", 55)
            .bars("signal", 13)
            .outputs("kvo", "signal")
            .lookback(params -> params.largest(0, 1) + 1)
            .candles(FlowMeasures::klinger));
  }

  private static Formula<Candle> force(Params params, Memory memory) {
    Delay before = memory.delay(1);
    Filter mean = memory.ema(params.whole(0));
    return (candle, out) -> {
      double change = candle.close() - before.next(candle.close());
      out[0] = mean.next(change * candle.volume());
    };
  }

  private static Formula<Candle> bullAndBear(Params params, Memory memory) {
    Filter mean = memory.ema(params.whole(0));
    return (candle, out) -> {
      out[0] = mean.next(candle.close());
      out[1] = candle.high() - out[0];
      out[2] = candle.low() - out[0];
    };
  }

  private static Formula<Candle> balance(Params params, Memory memory) {
    Filter mean = memory.mean(params.whole(0));
    return (candle, out) -> {
      double range = candle.high() - candle.low();
      out[0] = mean.next(range == 0 ? 0 : (candle.close() - candle.open()) / range);
    };
  }

  private static Formula<Candle> moneyFlowIndex(Params params, Memory memory) {
    WindowSum rising = memory.sum(params.whole(0));
    WindowSum falling = memory.sum(params.whole(0));
    Delay before = memory.delay(1);
    return (candle, out) -> {
      double typical = candle.typical();
      double change = typical - before.next(typical);
      if (Double.isNaN(change)) {
        return;
      }
      double flow = typical * candle.volume();
      double up = rising.next(change > 0 ? flow : 0);
      double down = falling.next(change < 0 ? flow : 0);
      out[0] = up + down == 0 ? 0 : 100 * up / (up + down);
    };
  }

  private static Formula<Candle> accumulation(
      Memory memory, Filter fast, Filter slow, int firstShown) {
    RunningSum line = memory.total();
    Filter skip = memory.skip(firstShown - 1);
    return (candle, out) -> {
      out[4] = VolumeMeasures.multiplier(candle);
      out[5] = out[4] * candle.volume();
      line.add(out[5]);
      out[3] = line.get();
      out[1] = fast.next(out[3]);
      out[2] = slow.next(out[3]);
      out[0] = skip.next(out[1] - out[2]);
    };
  }

  private static Formula<Candle> klinger(Params params, Memory memory) {
    VolumeForce force = memory.keep(new VolumeForce());
    Filter fast = memory.ema(params.whole(0));
    Filter slow = memory.ema(params.whole(1));
    Filter signal = memory.ema(params.whole(2));
    return (candle, out) -> {
      double value = force.next(candle);
      out[0] = fast.next(value) - slow.next(value);
      out[1] = signal.next(out[0]);
    };
  }

  private static Formula<Candle> volumeOscillator(Params params, Memory memory) {
    Filter fast = memory.ema(params.whole(0));
    Filter slow = memory.ema(params.whole(1));
    Filter signal = memory.ema(params.whole(2));
    return (candle, out) -> {
      double quick = fast.next(candle.volume());
      double tardy = slow.next(candle.volume());
      out[0] = 100 * (quick - tardy) / tardy;
      out[1] = signal.next(out[0]);
      out[2] = out[0] - out[1];
    };
  }
}
