package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;

/// Wilder's directional system and the vortex.
final class DirectionMeasures {

  private static final String WILDER = "Wilder (1978), New Concepts in Technical Trading Systems";
  private static final String HELD = "during warm-up; keeps the last DX when there is no movement";

  private DirectionMeasures() {}

  static List<Measure<Candle>> all() {
    List<Measure<Candle>> all = new ArrayList<>(ofTaLib());
    all.add(ofTheBook());
    all.add(vortex());
    return all;
  }

  private static List<Measure<Candle>> ofTaLib() {
    return List.of(
        direction("dm", "Directional movement")
            .definition("sum of period-1 one-bar movements, then sum += movement - sum/period")
            .unit("price")
            .outputs("plus", "minus")
            .lookback(params -> Math.max(1, params.whole(0) - 1))
            .candles(DirectionMeasures::movement),
        direction("di", "Directional indicator")
            .definition("100 DM / decayed true range; the plain ratio for period 1, as TA-Lib")
            .unit("index in [0, 100]; fraction for period 1")
            .undefined("during warm-up; 0 when the true range is 0")
            .outputs("plus", "minus")
            .lookback(params -> params.whole(0))
            .candles(DirectionMeasures::indicator),
        direction("dx", "Directional movement index")
            .definition("100 |plus DI - minus DI| / (plus DI + minus DI)")
            .unit("index in [0, 100]")
            .undefined(HELD)
            .lookback(params -> params.whole(0))
            .candles((params, memory) -> single(index(params.whole(0), memory))),
        direction("adx", "Average directional index")
            .definition("Wilder mean of dx")
            .unit("index in [0, 100]")
            .undefined(HELD)
            .lookback(params -> 2 * params.whole(0) - 1)
            .candles((params, memory) -> single(average(params.whole(0), memory))),
        direction("adxr", "Average directional index rating")
            .definition("(adx + adx of period-1 bars ago) / 2")
            .unit("index in [0, 100]")
            .undefined(HELD)
            .lookback(params -> 3 * params.whole(0) - 2)
            .candles(DirectionMeasures::rating));
  }

  private static Measure.Draft direction(String name, String title) {
    return Measure.named(name, title).source(WILDER + "; seeding of TA-Lib").bars("period", 14);
  }

  private static Measure<Candle> ofTheBook() {
    return Measure.named("adx_si", "Directional system seeded by whole periods")
        .definition(
            "DI from decayed sums begun with `period` movements; adx their DX's Wilder mean;"
                + " adxr its mean with the adx of `period` bars ago, adxr_short of period-1 ago")
        .unit("index in [0, 100]; tr, pdm, mdm: price")
        .source(WILDER + "; Stock.Indicators and Lean ADX")
        .undefined(HELD)
        .bars("period", 14)
        .outputs("adx", "pdi", "mdi", "dx", "adxr", "tr", "pdm", "mdm", "adxr_short")
        .lookback(params -> 2 * params.whole(0) - 1)
        .candles(DirectionMeasures::wholePeriods);
  }

  private static Measure<Candle> vortex() {
    return Measure.named("vortex", "Vortex indicator")
        .definition("sum |H - L[1]| resp. sum |L - H[1]| over sum of true range")
        .unit("ratio around 1")
        .source("Botes & Siepman (2010), TASC 28(1)")
        .undefined("during warm-up; when the true range is 0")
        .bars("period", 14)
        .outputs("plus", "minus")
        .lookback(params -> params.whole(0))
        .candles(
            (params, memory) -> {
              TrueRange range = memory.keep(new TrueRange());
              Delay high = memory.delay(1);
              Delay low = memory.delay(1);
              WindowSum up = memory.sum(params.whole(0));
              WindowSum down = memory.sum(params.whole(0));
              WindowSum total = memory.sum(params.whole(0));
              return (candle, out) -> {
                double span = total.next(range.next(candle));
                out[0] = up.next(Math.abs(candle.high() - low.next(candle.low()))) / span;
                out[1] = down.next(Math.abs(candle.low() - high.next(candle.high()))) / span;
              };
            });
  }

  private static Formula<Candle> movement(Params params, Memory memory) {
    DirectionalMovement movement = memory.keep(new DirectionalMovement());
    DecayingSum plus = decaying(params.whole(0), memory);
    DecayingSum minus = decaying(params.whole(0), memory);
    return (candle, out) -> {
      movement.next(candle);
      out[0] = plus.next(movement.plus());
      out[1] = minus.next(movement.minus());
    };
  }

  /// TA-Lib begins with one value less than a period, but shows indicators only a bar later.
  private static DecayingSum decaying(int period, Memory memory) {
    return memory.keep(new DecayingSum(period, Math.max(1, period - 1)));
  }

  private static Formula<Candle> indicator(Params params, Memory memory) {
    int period = params.whole(0);
    double scale = period == 1 ? 1 : 100;
    Formula<Candle> movement = movement(params, memory);
    TrueRange range = memory.keep(new TrueRange());
    DecayingSum total = decaying(period, memory);
    Filter skip = memory.skip(period == 1 ? 0 : 1);
    return (candle, out) -> {
      movement.next(candle, out);
      double span = skip.next(total.next(range.next(candle)));
      out[0] = span == 0 ? 0 : scale * out[0] / span;
      out[1] = span == 0 ? 0 : scale * out[1] / span;
    };
  }

  private static CandleFilter index(int period, Memory memory) {
    Formula<Candle> indicator = indicator(new Params(List.of((double) period)), memory);
    Cell last = memory.cell(0);
    double[] pair = new double[2];
    return candle -> {
      indicator.next(candle, pair);
      double sum = pair[0] + pair[1];
      if (Double.isNaN(sum)) {
        return sum;
      }
      last.set(sum == 0 ? last.get() : 100 * Math.abs(pair[0] - pair[1]) / sum);
      return last.get();
    };
  }

  private static CandleFilter average(int period, Memory memory) {
    CandleFilter index = index(period, memory);
    Filter mean = memory.wilder(period);
    return candle -> mean.next(index.next(candle));
  }

  private static Formula<Candle> rating(Params params, Memory memory) {
    CandleFilter average = average(params.whole(0), memory);
    Window past = memory.window(params.whole(0));
    return (candle, out) -> out[0] = rating(past, average.next(candle));
  }

  private static double rating(Window past, double adx) {
    if (Double.isNaN(adx)) {
      return adx;
    }
    past.push(adx);
    return past.isFull() ? (adx + past.get(past.size() - 1)) / 2 : Double.NaN;
  }

  private static Formula<Candle> wholePeriods(Params params, Memory memory) {
    int period = params.whole(0);
    DirectionalMovement movement = memory.keep(new DirectionalMovement());
    TrueRange range = memory.keep(new TrueRange());
    Filter total = memory.keep(new DecayingSum(period, period));
    Filter up = memory.keep(new DecayingSum(period, period));
    Filter down = memory.keep(new DecayingSum(period, period));
    Cell last = memory.cell(0);
    Filter mean = memory.wilder(period);
    Delay past = memory.delay(period);
    Window recent = memory.window(period);
    return (candle, out) -> {
      movement.next(candle);
      out[5] = total.next(range.next(candle));
      out[6] = up.next(movement.plus());
      out[7] = down.next(movement.minus());
      out[1] = out[5] == 0 ? 0 : 100 * out[6] / out[5];
      out[2] = out[5] == 0 ? 0 : 100 * out[7] / out[5];
      double sum = out[1] + out[2];
      if (!Double.isNaN(sum)) {
        last.set(sum == 0 ? last.get() : 100 * Math.abs(out[1] - out[2]) / sum);
        out[3] = last.get();
        out[0] = mean.next(out[3]);
        out[4] = (out[0] + past.next(out[0])) / 2;
        out[8] = rating(recent, out[0]);
      }
    };
  }

  private static Formula<Candle> single(CandleFilter filter) {
    return (candle, out) -> out[0] = filter.next(candle);
  }

  /// A measure of whole candles with one value.
  @FunctionalInterface
  private interface CandleFilter {
    double next(Candle candle);
  }
}
