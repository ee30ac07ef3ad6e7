package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;

/// Strength, age and shape of a trend.
final class TrendMeasures {

  private TrendMeasures() {}

  static List<Measure<Candle>> all() {
    List<Measure<Candle>> all = new ArrayList<>(strengths());
    all.addAll(shapes());
    all.addAll(alligators());
    return all;
  }

  private static List<Measure<Candle>> strengths() {
    return List.of(
        aroon("aroon", "Aroon, latest of equal extremes")
            .source("Chande (1995), TASC 13(9); TA-Lib AROON, AROONOSC; Lean AroonOscillator")
            .candles((params, memory) -> aroon(params, memory, true)),
        aroon("aroon_si", "Aroon, earliest of equal extremes")
            .source("Chande (1995), TASC 13(9); Stock.Indicators Aroon")
            .candles((params, memory) -> aroon(params, memory, false)),
        Measure.named("chop", "Choppiness index")
            .definition("100 log(sum of true range / (highest - lowest true price)) / log(period)")
            .unit("index in [0, 100]")
            .source("Dreiss (1993)")
            .undefined("during warm-up; when the window has no range")
            .bars("period", 14, 2)
            .lookback(params -> params.whole(0))
            .candles(TrendMeasures::choppiness),
        Measure.named("ulcer", "Ulcer index")
            .definition("root mean square of the percent drawdowns from the window's running high")
            .unit("percent")
            .source("Martin & McCann (1989), The Investor's Guide; O(period) per update")
            .undefined("during warm-up; when a running high is not positive")
            .bars("period", 14)
            .lookback(params -> params.whole(0) - 1)
            .closes((params, memory) -> ulcer(memory.window(params.whole(0)))));
  }

  private static List<Measure<Candle>> shapes() {
    return List.of(
        Measure.named("heikin_ashi", "Heikin-Ashi candle")
            .definition("C = (O+H+L+C)/4, O = mean of the last Heikin-Ashi open and close, H and L")
            .unit("price")
            .source("Valcu (2004), TASC 22(2)")
            .undefined("never; the first open is (O + C) / 2")
            .outputs("close", "open", "high", "low")
            .candles(TrendMeasures::averageBar),
        Measure.named("ichimoku", "Ichimoku cloud")
            .definition("midprices over tenkan, kijun and senkou; spans delayed by `shift` bars")
            .unit("price")
            .source("Hosoda (1969); the lagging span is the close itself and needs no output")
            .bars("tenkan", 9)
            .bars("kijun", 26)
            .bars("senkou", 52)
            .bars("shift", 26)
            .outputs("tenkan", "kijun", "span_a", "span_b")
            .lookback(params -> params.whole(0) - 1)
            .candles(TrendMeasures::cloud));
  }

  private static List<Measure<Candle>> alligators() {
    return List.of(
        Measure.named("alligator", "Alligator")
            .definition("smoothed means of the midprice over 13, 8, 5, delayed by 8, 5, 3 bars")
            .unit("price; gator_upper = |jaw - teeth|, gator_lower = -|teeth - lips|")
            .source("Williams (1995), Trading Chaos")
            .bars("jaw", 13)
            .bars("jaw_shift", 8)
            .bars("teeth", 8)
            .bars("teeth_shift", 5)
            .bars("lips", 5)
            .bars("lips_shift", 3)
            .outputs("jaw", "teeth", "lips", "gator_upper", "gator_lower")
            .lookback(params -> params.whole(0) + params.whole(1) - 1)
            .candles(TrendMeasures::alligator),
        Measure.named("awesome", "Awesome oscillator")
            .definition("SMA(fast) - SMA(slow) of the midprice; normalised = 100 of it / midprice")
            .unit("price; percent")
            .source("Williams (1998), New Trading Dimensions")
            .bars("fast", 5)
            .bars("slow", 34)
            .outputs("awesome", "normalised")
            .lookback(params -> params.largest(0, 1) - 1)
            .candles(
                (params, memory) -> {
                  Filter fast = memory.mean(params.whole(0));
                  Filter slow = memory.mean(params.whole(1));
                  return (candle, out) -> {
                    out[0] = fast.next(candle.middle()) - slow.next(candle.middle());
                    out[1] = 100 * out[0] / candle.middle();
                  };
                }));
  }

  private static Measure.Draft aroon(String name, String title) {
    return Measure.named(name, title)
        .definition("up = 100 (period - bars since the highest high)/period over period+1 bars")
        .unit("up, down in [0, 100]; oscillator = up - down")
        .bars("period", 25)
        .outputs("oscillator", "up", "down")
        .lookback(params -> params.whole(0));
  }

  private static Formula<Candle> aroon(Params params, Memory memory, boolean latest) {
    int period = params.whole(0);
    WindowExtreme highest = WindowExtreme.highest(period + 1);
    WindowExtreme lowest = WindowExtreme.lowest(period + 1);
    WindowExtreme high = memory.keep(latest ? highest : highest.earliest());
    WindowExtreme low = memory.keep(latest ? lowest : lowest.earliest());
    return (candle, out) -> {
      high.next(candle.high());
      low.next(candle.low());
      out[1] = 100 * (period - high.age()) / period;
      out[2] = 100 * (period - low.age()) / period;
      out[0] = out[1] - out[2];
    };
  }

  private static Formula<Candle> choppiness(Params params, Memory memory) {
    int period = params.whole(0);
    TrueRange range = memory.keep(new TrueRange());
    WindowSum walked = memory.sum(period);
    WindowExtreme high = memory.highest(period);
    WindowExtreme low = memory.lowest(period);
    return (candle, out) -> {
      double sum = walked.next(range.next(candle));
      double span = high.next(range.high()) - low.next(range.low());
      out[0] = 100 * Math.log(sum / span) / Math.log(period);
    };
  }

  private static Filter ulcer(Window window) {
    return close -> {
      window.push(close);
      double high = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int age = window.count() - 1; age >= 0; age--) {
        high = Math.max(high, window.get(age));
        double drawdown = high > 0 ? 100 * (window.get(age) - high) / high : Double.NaN;
        sum += drawdown * drawdown;
      }
      return window.isFull() ? Math.sqrt(sum / window.size()) : Double.NaN;
    };
  }

  private static Formula<Candle> averageBar(Params params, Memory memory) {
    Cell open = memory.cell(Double.NaN);
    Cell close = memory.cell(Double.NaN);
    return (candle, out) -> {
      double first = (candle.open() + candle.close()) / 2;
      out[1] = open.isEmpty() ? first : (open.get() + close.get()) / 2;
      out[0] = (candle.open() + candle.high() + candle.low() + candle.close()) / 4;
      out[2] = Math.max(candle.high(), Math.max(out[0], out[1]));
      out[3] = Math.min(candle.low(), Math.min(out[0], out[1]));
      open.set(out[1]);
      close.set(out[0]);
    };
  }

  private static Formula<Candle> cloud(Params params, Memory memory) {
    WindowExtreme[] high = new WindowExtreme[3];
    WindowExtreme[] low = new WindowExtreme[3];
    for (int i = 0; i < 3; i++) {
      high[i] = memory.highest(params.whole(i));
      low[i] = memory.lowest(params.whole(i));
    }
    Delay spanA = memory.delay(params.whole(3));
    Delay spanB = memory.delay(params.whole(3));
    double[] middle = new double[3];
    return (candle, out) -> {
      for (int i = 0; i < 3; i++) {
        middle[i] = (high[i].next(candle.high()) + low[i].next(candle.low())) / 2;
      }
      out[0] = middle[0];
      out[1] = middle[1];
      out[2] = spanA.next((middle[0] + middle[1]) / 2);
      out[3] = spanB.next(middle[2]);
    };
  }

  private static Formula<Candle> alligator(Params params, Memory memory) {
    Filter[] mean = new Filter[3];
    Delay[] shift = new Delay[3];
    for (int i = 0; i < 3; i++) {
      mean[i] = memory.wilder(params.whole(2 * i));
      shift[i] = memory.delay(params.whole(2 * i + 1));
    }
    return (candle, out) -> {
      for (int i = 0; i < 3; i++) {
        out[i] = shift[i].next(mean[i].next(candle.middle()));
      }
      out[3] = Math.abs(out[0] - out[1]);
      out[4] = -Math.abs(out[1] - out[2]);
    };
  }
}
