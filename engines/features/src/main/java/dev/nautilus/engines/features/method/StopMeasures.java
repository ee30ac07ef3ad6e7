package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;

/// Levels that follow the trend and flip when the price crosses them.
final class StopMeasures {

  private StopMeasures() {}

  static List<Measure<Candle>> all() {
    List<Measure<Candle>> all = new ArrayList<>(parabolic());
    all.addAll(flipping());
    all.add(chandelier());
    return all;
  }

  private static List<Measure<Candle>> parabolic() {
    return List.of(
        parabolic("psar", "Parabolic stop and reverse")
            .source("Wilder (1978); TA-Lib SAR: begins long unless the second low fell more")
            .undefined("at the first bar")
            .lookback(params -> 1)
            .candles((params, memory) -> memory.keep(ParabolicStop.ofTaLib(params))::next),
        parabolic("psar_si", "Parabolic stop and reverse, first trend dropped")
            .source("Wilder (1978); Stock.Indicators: begins long, hidden up to the first reversal")
            .undefined("up to and including the first reversal, however late it comes")
            .lookback(params -> 2)
            .candles(
                (params, memory) -> memory.keep(ParabolicStop.afterFirstReversal(params))::next));
  }

  private static Measure.Draft parabolic(String name, String title) {
    return Measure.named(name, title)
        .definition(
            "SAR += af (EP - SAR), af grows by `step` with each new extreme EP up to `most`;"
                + " never inside the last two bars; on a cross it jumps to EP")
        .unit("sar: price; reversal: 1 on the bar of a reversal, else 0")
        .factor("step", 0.02)
        .factor("most", 0.2)
        .outputs("sar", "reversal");
  }

  private static List<Measure<Candle>> flipping() {
    return List.of(
        Measure.named("supertrend", "SuperTrend")
            .definition("midprice -+ factor x ATR, only moving towards the price until it crosses")
            .unit("price; upper or lower is present, whichever is in force")
            .source("Seban (2009); Stock.Indicators and Lean SuperTrend")
            .bars("period", 10)
            .factor("factor", 3)
            .outputs("supertrend", "upper", "lower")
            .lookback(params -> params.whole(0))
            .candles((params, memory) -> flip(params, memory, true)),
        Measure.named("atr_stop", "ATR trailing stop")
            .definition("close -+ factor x ATR, only moving towards the price until it crosses")
            .unit("price; buy or sell stop is present, whichever is in force")
            .source("Stock.Indicators ATR trailing stop, from the close")
            .bars("period", 21)
            .factor("factor", 3)
            .outputs("stop", "buy", "sell", "atr")
            .lookback(params -> params.whole(0))
            .candles((params, memory) -> flip(params, memory, false)));
  }

  private static Measure<Candle> chandelier() {
    return Measure.named("chandelier", "Chandelier exit")
        .definition("long: highest high - factor x ATR; short: lowest low + factor x ATR")
        .unit("price")
        .source("Le Beau, in Elder (2002), Come Into My Trading Room")
        .bars("period", 22)
        .factor("factor", 3)
        .outputs("long", "short")
        .lookback(params -> params.whole(0))
        .candles(
            (params, memory) -> {
              int period = params.whole(0);
              WindowExtreme high = memory.highest(period);
              WindowExtreme low = memory.lowest(period);
              TrueRange range = memory.keep(new TrueRange());
              Filter mean = memory.wilder(period);
              return (candle, out) -> {
                double distance = params.at(1) * mean.next(range.next(candle));
                out[0] = high.next(candle.high()) - distance;
                out[1] = low.next(candle.low()) + distance;
              };
            });
  }

  private static Formula<Candle> flip(Params params, Memory memory, boolean aroundMiddle) {
    TrueRange range = memory.keep(new TrueRange());
    Filter mean = memory.wilder(params.whole(0));
    FlippingStop stop = memory.keep(new FlippingStop());
    Delay close = memory.delay(1);
    return (candle, out) -> {
      double atr = mean.next(range.next(candle));
      double before = close.next(candle.close());
      if (Double.isNaN(atr)) {
        return;
      }
      double centre = aroundMiddle ? candle.middle() : candle.close();
      boolean rising = candle.close() >= (aroundMiddle ? centre : before);
      out[0] = stop.next(centre, params.at(1) * atr, before, candle.close(), rising);
      out[stop.isRising() ? 2 : 1] = out[0];
      if (out.length > 3) {
        out[3] = atr;
      }
    };
  }
}
