package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;

/// Moving averages of the close with fixed weights.
final class AverageMeasures {

  private AverageMeasures() {}

  static List<Measure<Candle>> all() {
    List<Measure<Candle>> all = new ArrayList<>(plain());
    all.addAll(weighted());
    all.addAll(multiple());
    all.addAll(jointlySeeded());
    return all;
  }

  private static List<Measure<Candle>> plain() {
    return List.of(
        Measure.named("sma", "Simple moving average")
            .definition("mean of the last `period` closes")
            .unit("price")
            .source("TA-Lib SMA")
            .bars("period", 20)
            .lookback(params -> params.whole(0) - 1)
            .closes((params, memory) -> memory.mean(params.whole(0))),
        Measure.named("ema", "Exponential moving average")
            .definition("EMA += 2/(period+1) (close - EMA), begun at the mean of `period` closes")
            .unit("price")
            .source("TA-Lib EMA, classic seeding")
            .bars("period", 20)
            .lookback(params -> params.whole(0) - 1)
            .closes((params, memory) -> memory.ema(params.whole(0))),
        Measure.named("smma", "Smoothed moving average")
            .definition("S += (close - S)/period, begun at the mean of `period` closes")
            .unit("price")
            .source("Wilder (1978), New Concepts in Technical Trading Systems")
            .bars("period", 20)
            .lookback(params -> params.whole(0) - 1)
            .closes((params, memory) -> memory.wilder(params.whole(0))));
  }

  private static List<Measure<Candle>> weighted() {
    return List.of(
        Measure.named("wma", "Linearly weighted moving average")
            .definition("mean of `period` closes with weights 1..period, newest heaviest")
            .unit("price")
            .source("TA-Lib WMA")
            .bars("period", 14)
            .lookback(params -> params.whole(0) - 1)
            .closes((params, memory) -> memory.weighted(params.whole(0))),
        Measure.named("trima", "Triangular moving average")
            .definition("SMA of an SMA, their lengths adding up to period + 1")
            .unit("price")
            .source("TA-Lib TRIMA")
            .bars("period", 14)
            .lookback(params -> params.whole(0) - 1)
            .closes((params, memory) -> triangular(params.whole(0), memory)),
        Measure.named("hma", "Hull moving average")
            .definition("WMA over sqrt(period) of 2 WMA(period/2) - WMA(period)")
            .unit("price")
            .source("Hull (2005), alanhull.com; lengths rounded down as in Stock.Indicators")
            .bars("period", 14, 2)
            .lookback(params -> params.whole(0) + (int) Math.sqrt(params.whole(0)) - 2)
            .closes((params, memory) -> hull(params.whole(0), memory)),
        Measure.named("alma", "Arnaud Legoux moving average")
            .definition("Gaussian weights centred at offset (period-1), width period/sigma")
            .unit("price")
            .source("Legoux & Kouzis-Loukas (2009); O(period) per update")
            .bars("period", 9, 2)
            .factor("offset", 0.85)
            .factor("sigma", 6)
            .lookback(params -> params.whole(0) - 1)
            .closes(AverageMeasures::gaussian),
        Measure.named("epma", "Endpoint moving average")
            .definition("end of the least-squares line through the last `period` closes")
            .unit("price")
            .source("TA-Lib LINEARREG; Stock.Indicators EPMA")
            .bars("period", 10, 2)
            .lookback(params -> params.whole(0) - 1)
            .closes((params, memory) -> endpoint(params.whole(0), memory)));
  }

  private static List<Measure<Candle>> multiple() {
    return List.of(
        Measure.named("dema", "Double exponential moving average")
            .definition("2 E1 - E2, E2 the EMA of E1, each seeded by the mean of its own inputs")
            .unit("price")
            .source("Mulloy (1994), TASC 12(1); TA-Lib DEMA")
            .bars("period", 14)
            .lookback(params -> 2 * (params.whole(0) - 1))
            .closes((params, memory) -> multiple(chain(params.whole(0), 2, memory), 2, -1)),
        Measure.named("tema", "Triple exponential moving average")
            .definition("3 E1 - 3 E2 + E3, each seeded by the mean of its own inputs")
            .unit("price")
            .source("Mulloy (1994), TASC 12(2); TA-Lib TEMA")
            .bars("period", 20)
            .lookback(params -> 3 * (params.whole(0) - 1))
            .closes((params, memory) -> multiple(chain(params.whole(0), 3, memory), 3, -3, 1)),
        Measure.named("t3", "Tillson T3")
            .definition("volume-factor mix of the 3rd to 6th EMA in a chain")
            .unit("price")
            .source("Tillson (1998), TASC 16(1); TA-Lib T3")
            .bars("period", 5)
            .factor("volume_factor", 0.7)
            .lookback(params -> 6 * (params.whole(0) - 1))
            .closes(
                (params, memory) ->
                    multiple(chain(params.whole(0), 6, memory), tillson(params.at(1)))));
  }

  private static List<Measure<Candle>> jointlySeeded() {
    return List.of(
        Measure.named("dema_si", "Double exponential moving average, jointly seeded")
            .definition("2 E1 - E2, both begun at the mean of the first `period` closes")
            .unit("price")
            .source("Stock.Indicators DEMA")
            .bars("period", 14)
            .lookback(params -> params.whole(0) - 1)
            .closes((params, memory) -> multiple(joint(params.whole(0), 2, memory), 2, -1)),
        Measure.named("tema_si", "Triple exponential moving average, jointly seeded")
            .definition("3 E1 - 3 E2 + E3, all begun at the mean of the first `period` closes")
            .unit("price")
            .source("Stock.Indicators TEMA")
            .bars("period", 20)
            .lookback(params -> params.whole(0) - 1)
            .closes((params, memory) -> multiple(joint(params.whole(0), 3, memory), 3, -3, 1)),
        Measure.named("t3_si", "Tillson T3 from the first close")
            .definition("as t3, all six averages begun at the first close")
            .unit("price")
            .source("Stock.Indicators T3")
            .undefined("never")
            .bars("period", 5)
            .factor("volume_factor", 0.7)
            .closes(
                (params, memory) ->
                    multiple(primed(params.whole(0), 6, memory), tillson(params.at(1)))));
  }

  static Filter triangular(int period, Memory memory) {
    Filter inner = memory.mean(period / 2 + 1);
    Filter outer = memory.mean((period + 1) / 2);
    return value -> outer.next(inner.next(value));
  }

  private static Filter hull(int period, Memory memory) {
    Filter half = memory.weighted(period / 2);
    Filter whole = memory.weighted(period);
    Filter smooth = memory.weighted((int) Math.sqrt(period));
    return value -> smooth.next(2 * half.next(value) - whole.next(value));
  }

  private static Filter gaussian(Params params, Memory memory) {
    int period = params.whole(0);
    double centre = params.at(1) * (period - 1);
    double width = period / params.at(2);
    double[] weights = new double[period];
    double total = 0;
    for (int age = 0; age < period; age++) {
      double off = period - 1 - age - centre;
      weights[age] = Math.exp(-(off * off) / (2 * width * width));
      total += weights[age];
    }
    double norm = total;
    Window window = memory.window(period);
    return value -> {
      window.push(value);
      double sum = 0;
      for (int age = 0; age < period && window.isFull(); age++) {
        sum += weights[age] * window.get(age);
      }
      return window.isFull() ? sum / norm : Double.NaN;
    };
  }

  private static Filter endpoint(int period, Memory memory) {
    LinearFit line = memory.line(period);
    return value -> {
      line.next(value);
      return line.at(period - 1);
    };
  }

  /// EMAs fed by each other, every one seeded by the mean of its first `period` inputs.
  static Filter[] chain(int period, int length, Memory memory) {
    Filter[] chain = new Filter[length];
    for (int i = 0; i < length; i++) {
      chain[i] = memory.ema(period);
    }
    return chain;
  }

  /// EMAs fed by each other, all starting at the mean of the first `period` values.
  static Filter[] joint(int period, int length, Memory memory) {
    Filter[] chain = primed(period, length, memory);
    chain[0] = memory.ema(period);
    return chain;
  }

  private static Filter[] primed(int period, int length, Memory memory) {
    Filter[] chain = new Filter[length];
    for (int i = 0; i < length; i++) {
      chain[i] = memory.primedEma(period);
    }
    return chain;
  }

  private static Filter multiple(Filter[] chain, double... weights) {
    return value -> {
      double stage = value;
      double sum = 0;
      for (int i = 0; i < chain.length; i++) {
        stage = chain[i].next(stage);
        sum += weights[i] * stage;
      }
      return sum;
    };
  }

  /// Weights of the six averages: the expansion of `((1+v) E - v E^2)^3`.
  private static double[] tillson(double v) {
    double grown = 1 + v;
    return new double[] {
      0, 0, grown * grown * grown, -3 * v * grown * grown, 3 * v * v * grown, -v * v * v
    };
  }
}
