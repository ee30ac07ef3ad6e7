package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Running totals, averages and oscillators that weigh prices by volume.
final class VolumeMeasures {

  private VolumeMeasures() {}

  static List<Measure<Candle>> all() {
    List<Measure<Candle>> all = new ArrayList<>(totals());
    all.addAll(FlowMeasures.all());
    all.addAll(averages());
    return all;
  }

  private static List<Measure<Candle>> totals() {
    return List.of(
        Measure.named("obv", "On-balance volume")
            .definition("+ volume when the close rose, - volume when it fell; begins at V")
            .unit("volume")
            .source("Granville (1963); TA-Lib OBV")
            .undefined("never")
            .candles((params, memory) -> balance(memory, true)),
        Measure.named("obv_si", "On-balance volume from zero")
            .definition("as obv, begins at 0")
            .unit("volume")
            .source("Stock.Indicators OBV")
            .undefined("never")
            .candles((params, memory) -> balance(memory, false)),
        Measure.named("ad", "Accumulation/distribution line")
            .definition("sum of multiplier x V, multiplier = ((C - L) - (H - C))/(H - L)")
            .unit("ad, flow: volume; multiplier in [-1, 1]")
            .source("Chaikin; TA-Lib AD")
            .undefined("never; the multiplier of a candle without range is 0")
            .outputs("ad", "multiplier", "flow")
            .candles(
                (params, memory) -> {
                  RunningSum sum = memory.total();
                  return (candle, out) -> {
                    out[1] = multiplier(candle);
                    out[2] = out[1] * candle.volume();
                    sum.add(out[2]);
                    out[0] = sum.get();
                  };
                }));
  }

  private static List<Measure<Candle>> averages() {
    return List.of(
        Measure.named("vwap", "Volume-weighted average price of the session")
            .definition("sum(typical price x V)/sum(V) since the session began")
            .unit("price; parameter in hours, sessions aligned to UTC, 0 = one endless session")
            .source("Berkowitz, Logue & Noser (1988), J. Finance 43(1)")
            .undefined("while the session has no volume")
            .factor("session_hours", 24)
            .candles(VolumeMeasures::sessionAverage),
        Measure.named("vwap_moving", "Volume-weighted average price of a window")
            .definition("sum((O+H+L+C)/4 x V)/sum(V) over the last `period` bars")
            .unit("price")
            .source("Lean VolumeWeightedAveragePriceIndicator")
            .undefined("during warm-up; when the window has no volume")
            .bars("period", 50)
            .lookback(params -> params.whole(0) - 1)
            .candles((params, memory) -> weighted(params, memory, PriceMeasures::average)),
        Measure.named("vwma", "Volume-weighted moving average")
            .definition("sum(C x V)/sum(V) over the last `period` bars")
            .unit("price")
            .source("Stock.Indicators VWMA")
            .undefined("during warm-up; when the window has no volume")
            .bars("period", 14)
            .lookback(params -> params.whole(0) - 1)
            .candles((params, memory) -> weighted(params, memory, Candle::close)));
  }

  private static Formula<Candle> weighted(
      Params params, Memory memory, ToDoubleFunction<Candle> price) {
    WindowSum money = memory.sum(params.whole(0));
    WindowSum volume = memory.sum(params.whole(0));
    return (candle, out) -> {
      double total = volume.next(candle.volume());
      out[0] = money.next(price.applyAsDouble(candle) * candle.volume()) / total;
    };
  }

  private static Formula<Candle> balance(Memory memory, boolean startAtVolume) {
    RunningSum sum = memory.total();
    Cell before = memory.cell(Double.NaN);
    return (candle, out) -> {
      double last = before.swap(candle.close());
      if (Double.isNaN(last)) {
        sum.add(startAtVolume ? candle.volume() : 0);
      } else {
        sum.add(Math.signum(candle.close() - last) * candle.volume());
      }
      out[0] = sum.get();
    };
  }

  private static Formula<Candle> sessionAverage(Params params, Memory memory) {
    long seconds = Math.round(params.at(0) * 3600);
    RunningSum money = memory.total();
    RunningSum volume = memory.total();
    Cell session = memory.cell(Double.NaN);
    return (candle, out) -> {
      double current =
          seconds == 0 ? 0 : (double) Math.floorDiv(candle.startedAt().getEpochSecond(), seconds);
      if (session.swap(current) != current) {
        money.clear();
        volume.clear();
      }
      money.add(candle.typical() * candle.volume());
      volume.add(candle.volume());
      out[0] = money.get() / volume.get();
    };
  }

  /// Where the close lies in the candle's range, from -1 (low) to 1 (high).
  static double multiplier(Candle candle) {
    double range = candle.high() - candle.low();
    return range == 0
        ? 0
        : ((candle.close() - candle.low()) - (candle.high() - candle.close())) / range;
  }
}
