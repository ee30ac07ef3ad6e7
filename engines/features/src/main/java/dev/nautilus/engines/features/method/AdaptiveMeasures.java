package dev.nautilus.engines.features.method;

import java.util.List;

/// Moving averages whose speed follows the market.
final class AdaptiveMeasures {

  private AdaptiveMeasures() {}

  static List<Measure<Candle>> all() {
    return List.of(
        kaufman("kama", "Kaufman adaptive moving average")
            .source("Kaufman (1995), Smarter Trading; TA-Lib KAMA")
            .lookback(params -> params.whole(0))
            .candles((params, memory) -> kaufman(params, memory, false)),
        kaufman("kama_si", "Kaufman adaptive moving average, seed published")
            .source("Stock.Indicators KAMA")
            .lookback(params -> params.whole(0) - 1)
            .candles((params, memory) -> kaufman(params, memory, true)),
        Measure.named("dynamic", "McGinley dynamic")
            .definition("D += (close - D) / (k period (close/D)^4), begun at the first close")
            .unit("price")
            .source("McGinley (1990), Journal of the Market Technicians Association")
            .undefined("at the first bar; if D is 0")
            .bars("period", 14)
            .factor("k", 0.6)
            .lookback(params -> 1)
            .closes(AdaptiveMeasures::dynamic),
        Measure.named("mama", "MESA adaptive moving average")
            .definition(
                "EMA of the midprice whose alpha is fast/(change of Hilbert phase), kept in"
                    + " [slow, fast]; FAMA follows it at half that speed")
            .unit("price")
            .source("Ehlers (2001), MESA and Trading Market Cycles; TA-Lib MAMA on the close")
            .factor("fast_limit", 0.5)
            .factor("slow_limit", 0.05)
            .outputs("mama", "fama")
            .lookback(params -> 32)
            .candles(AdaptiveMeasures::mesa));
  }

  private static Measure.Draft kaufman(String name, String title) {
    return Measure.named(name, title)
        .definition(
            "K += c^2 (close - K), c between 2/(slow+1) and 2/(fast+1) by efficiency"
                + " er = |change over period| / sum |one-bar changes|")
        .unit("kama: price; er: fraction in [0, 1]")
        .undefined("during warm-up; er is 1 when the window did not move, as TA-Lib")
        .bars("period", 10)
        .bars("fast", 2)
        .bars("slow", 30)
        .outputs("kama", "er");
  }

  private static Formula<Candle> kaufman(Params params, Memory memory, boolean showSeed) {
    int period = params.whole(0);
    double fastest = 2.0 / (params.whole(1) + 1);
    double slowest = 2.0 / (params.whole(2) + 1);
    Delay before = memory.delay(1);
    Delay far = memory.delay(period);
    WindowSum path = memory.sum(period);
    Cell seen = memory.cell(0);
    Cell mean = memory.cell(Double.NaN);
    return (candle, out) -> {
      double close = candle.close();
      double walked = path.next(Math.abs(close - before.next(close)));
      double moved = Math.abs(close - far.next(close));
      seen.set(seen.get() + 1);
      if (seen.get() == period) {
        mean.set(close);
        out[0] = showSeed ? close : Double.NaN;
      } else if (seen.get() > period) {
        double efficiency = walked > moved ? moved / walked : 1;
        double speed = efficiency * (fastest - slowest) + slowest;
        mean.set(mean.get() + speed * speed * (close - mean.get()));
        out[0] = mean.get();
        out[1] = efficiency;
      }
    };
  }

  private static Filter dynamic(Params params, Memory memory) {
    double pace = params.at(1) * params.whole(0);
    Cell mean = memory.cell(Double.NaN);
    return close -> {
      double before = mean.get();
      if (Double.isNaN(before)) {
        mean.set(close);
        return Double.NaN;
      }
      double ratio = close / before;
      mean.set(before + (close - before) / (pace * ratio * ratio * ratio * ratio));
      return mean.get();
    };
  }

  private static Formula<Candle> mesa(Params params, Memory memory) {
    Filter smooth = memory.weighted(4);
    HilbertPhase phase = memory.keep(new HilbertPhase());
    Cell mama = memory.cell(0);
    Cell fama = memory.cell(0);
    Cell seen = memory.cell(0);
    return (candle, out) -> {
      seen.set(seen.get() + 1);
      double smoothed = smooth.next(candle.close());
      if (seen.get() <= 12) {
        return; // TA-Lib lets the four-bar average settle before the transform sees it
      }
      double turn = Math.max(1, phase.turn(smoothed));
      double alpha = Math.clamp(params.at(0) / turn, params.at(1), params.at(0));
      mama.set(mama.get() + alpha * (candle.close() - mama.get()));
      fama.set(fama.get() + 0.5 * alpha * (mama.get() - fama.get()));
      if (seen.get() > 32) {
        out[0] = mama.get();
        out[1] = fama.get();
      }
    };
  }
}
