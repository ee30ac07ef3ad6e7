package dev.nautilus.engines.features.method;

import java.util.List;

/// Spread of the closes and the straight line through them.
final class StatisticMeasures {

  private StatisticMeasures() {}

  static List<Measure<Candle>> all() {
    return List.of(deviation(), variance(), slope(), regression(), analysis());
  }

  private static Measure<Candle> deviation() {
    return Measure.named("stddev", "Standard deviation")
        .definition("factor x population standard deviation; z = (C - mean)/deviation")
        .unit("price; z: deviations")
        .source("TA-Lib STDDEV")
        .undefined("during warm-up; z when the closes do not vary")
        .bars("period", 14)
        .factor("factor", 1)
        .outputs("stddev", "mean", "z")
        .lookback(params -> params.whole(0) - 1)
        .candles(
            (params, memory) -> {
              WindowMoments moments = memory.moments(params.whole(0));
              return (candle, out) -> {
                out[1] = moments.next(candle.close());
                out[0] = params.at(1) * moments.deviation();
                out[2] = (candle.close() - out[1]) / moments.deviation();
              };
            });
  }

  private static Measure<Candle> variance() {
    return Measure.named("var", "Variance")
        .definition("population variance of the last `period` closes")
        .unit("price squared")
        .source("TA-Lib VAR")
        .bars("period", 14)
        .lookback(params -> params.whole(0) - 1)
        .closes(
            (params, memory) -> {
              WindowMoments moments = memory.moments(params.whole(0));
              return close -> {
                moments.next(close);
                return moments.variance(0);
              };
            });
  }

  private static Measure<Candle> slope() {
    return Measure.named("slope", "Slope of the least-squares line")
        .definition("line through the last `period` closes; intercept where bar number is 0")
        .unit("slope: price per bar; intercept, stddev: price; r2: fraction in [0, 1]")
        .source("Stock.Indicators Slope; bars are numbered from 1 at the first update")
        .undefined("during warm-up; r2 when the closes do not vary")
        .bars("period", 14, 2)
        .outputs("slope", "intercept", "stddev", "r2")
        .lookback(params -> params.whole(0) - 1)
        .candles(
            (params, memory) -> {
              LinearFit line = memory.line(params.whole(0));
              Cell number = memory.cell(0);
              return (candle, out) -> {
                number.set(number.get() + 1);
                out[0] = line.next(candle.close());
                out[1] = line.at(params.whole(0) - 1 - number.get());
                out[2] = line.deviation();
                out[3] = line.explained();
              };
            });
  }

  private static Measure<Candle> regression() {
    return Measure.named("linreg", "Least-squares line at its ends")
        .definition("height at the newest bar, slope, height at the oldest bar, angle, next bar")
        .unit("linreg, start, forecast: price; slope: price per bar; angle: degrees")
        .source("TA-Lib LINEARREG, _SLOPE, _INTERCEPT, _ANGLE and TSF")
        .bars("period", 14, 2)
        .outputs("linreg", "slope", "start", "angle", "forecast")
        .lookback(params -> params.whole(0) - 1)
        .candles(
            (params, memory) -> {
              int period = params.whole(0);
              LinearFit line = memory.line(period);
              return (candle, out) -> {
                out[1] = line.next(candle.close());
                out[0] = line.at(period - 1);
                out[2] = line.at(0);
                out[3] = Math.toDegrees(Math.atan(out[1]));
                out[4] = line.at(period);
              };
            });
  }

  private static Measure<Candle> analysis() {
    return Measure.named("sma_error", "Errors of the simple moving average")
        .definition("mean absolute, mean squared and mean relative distance of closes from SMA")
        .unit("mad: price; mse: price squared; mape: fraction")
        .source("Stock.Indicators SMA analysis; O(period) per update")
        .undefined("during warm-up; mape when a close is 0")
        .bars("period", 20)
        .outputs("mad", "mse", "mape", "sma")
        .lookback(params -> params.whole(0) - 1)
        .candles(
            (params, memory) -> {
              WindowMoments moments = memory.moments(params.whole(0));
              Window window = memory.window(params.whole(0));
              return (candle, out) -> {
                window.push(candle.close());
                out[3] = moments.next(candle.close());
                out[0] = moments.meanDistance(out[3]);
                out[1] = moments.variance(0);
                out[2] = relative(window, out[3]);
              };
            });
  }

  private static double relative(Window window, double mean) {
    double sum = 0;
    for (int age = 0; age < window.count(); age++) {
      sum += Math.abs(window.get(age) - mean) / window.get(age);
    }
    return sum / window.size();
  }
}
