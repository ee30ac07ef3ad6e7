package dev.nautilus.engines.features.method;

import java.util.List;

/// How much prices vary per bar. None is annualised.
final class VolatilityMeasures {

  private static final String UNIT =
      "volatility: fraction per bar (square root of variance); variance: its square";
  private static final String NO_LOG =
      "during warm-up; while the window holds a price of 0 or less";
  private static final double LN2 = Math.log(2);

  private VolatilityMeasures() {}

  static List<Measure<Candle>> all() {
    return List.of(
        closeToClose(),
        range("parkinson", "Parkinson volatility")
            .definition("1/(4 n ln 2) sum ln^2(H/L)")
            .source("Parkinson (1980), J. Business 53(1)")
            .candles((params, memory) -> mean(params, memory, VolatilityMeasures::parkinson)),
        range("garman_klass", "Garman-Klass volatility")
            .definition("1/n sum [ln^2(H/L)/2 - (2 ln 2 - 1) ln^2(C/O)]")
            .source("Garman & Klass (1980), J. Business 53(1)")
            .candles((params, memory) -> mean(params, memory, VolatilityMeasures::garmanKlass)),
        range("rogers_satchell", "Rogers-Satchell volatility")
            .definition("1/n sum [ln(H/C) ln(H/O) + ln(L/C) ln(L/O)]")
            .source("Rogers & Satchell (1991), Ann. Appl. Probab. 1(4)")
            .candles((params, memory) -> mean(params, memory, VolatilityMeasures::rogersSatchell)),
        yangZhang(),
        realised(),
        bipower());
  }

  private static Measure.Draft range(String name, String title) {
    return Measure.named(name, title)
        .unit(UNIT)
        .undefined(NO_LOG)
        .bars("period", 20)
        .outputs("volatility", "variance")
        .lookback(params -> params.whole(0) - 1);
  }

  private static Measure<Candle> closeToClose() {
    return Measure.named("close_close", "Close-to-close volatility")
        .definition("sample variance (divisor n-1) of the last `period` log returns")
        .unit(UNIT)
        .source("RiskMetrics Technical Document (1996), ch. 4, unweighted")
        .undefined(NO_LOG)
        .bars("period", 20, 2)
        .outputs("volatility", "variance")
        .lookback(params -> params.whole(0))
        .candles(
            (params, memory) -> {
              WindowMoments moments = memory.moments(params.whole(0));
              Filter returns = returns(memory);
              return (candle, out) -> {
                double value = returns.next(candle.close());
                moments.next(value);
                fill(out, Double.isNaN(value) ? value : moments.variance(1));
              };
            });
  }

  private static Measure<Candle> yangZhang() {
    return Measure.named("yang_zhang", "Yang-Zhang volatility")
        .definition(
            "var(ln O/C[1]) + k var(ln C/O) + (1-k) Rogers-Satchell, sample variances,"
                + " k = 0.34/(1.34 + (n+1)/(n-1))")
        .unit(UNIT)
        .source("Yang & Zhang (2000), J. Business 73(3)")
        .undefined(NO_LOG)
        .bars("period", 20, 2)
        .outputs("volatility", "variance")
        .lookback(params -> params.whole(0))
        .candles(VolatilityMeasures::overnightAndDay);
  }

  private static Measure<Candle> realised() {
    return Measure.named("realised", "Realised volatility")
        .definition("sum of the last `period` squared log returns")
        .unit("volatility: fraction over the window; variance: its square")
        .source("Andersen, Bollerslev, Diebold & Labys (2003), Econometrica 71(2)")
        .undefined(NO_LOG)
        .bars("period", 20)
        .outputs("volatility", "variance")
        .lookback(params -> params.whole(0))
        .candles(
            (params, memory) -> {
              WindowSum sum = memory.sum(params.whole(0));
              Filter returns = returns(memory);
              return (candle, out) -> {
                double value = returns.next(candle.close());
                fill(out, sum.next(value * value));
              };
            });
  }

  private static Measure<Candle> bipower() {
    return Measure.named("bipower", "Bipower variation")
        .definition("pi/2 sum |r||r[1]| over the last `period` pairs of log returns")
        .unit("volatility: fraction over the window; variance: its square")
        .source("Barndorff-Nielsen & Shephard (2004), J. Financial Econometrics 2(1)")
        .undefined(NO_LOG)
        .bars("period", 20)
        .outputs("volatility", "variance")
        .lookback(params -> params.whole(0) + 1)
        .candles(
            (params, memory) -> {
              WindowSum sum = memory.sum(params.whole(0));
              Filter returns = returns(memory);
              Delay before = memory.delay(1);
              return (candle, out) -> {
                double size = Math.abs(returns.next(candle.close()));
                fill(out, Math.PI / 2 * sum.next(size * before.next(size)));
              };
            });
  }

  private static Formula<Candle> overnightAndDay(Params params, Memory memory) {
    int period = params.whole(0);
    double k = 0.34 / (1.34 + (period + 1.0) / (period - 1.0));
    WindowMoments night = memory.moments(period);
    WindowMoments day = memory.moments(period);
    Filter within = memory.mean(period);
    Delay before = memory.delay(1);
    return (candle, out) -> {
      double gap = Math.log(candle.open() / before.next(candle.close()));
      boolean first = Double.isNaN(gap);
      night.next(gap);
      day.next(first ? gap : Math.log(candle.close() / candle.open()));
      double inside = within.next(first ? gap : rogersSatchell(candle));
      fill(out, night.variance(1) + k * day.variance(1) + (1 - k) * inside);
    };
  }

  private static Formula<Candle> mean(Params params, Memory memory, Variance variance) {
    Filter mean = memory.mean(params.whole(0));
    return (candle, out) -> fill(out, mean.next(variance.of(candle)));
  }

  private static Filter returns(Memory memory) {
    Delay before = memory.delay(1);
    return close -> Math.log(close / before.next(close));
  }

  private static void fill(double[] out, double variance) {
    out[1] = variance;
    out[0] = Math.sqrt(Math.max(0, variance));
  }

  private static double parkinson(Candle candle) {
    double range = Math.log(candle.high() / candle.low());
    return range * range / (4 * LN2);
  }

  private static double garmanKlass(Candle candle) {
    double range = Math.log(candle.high() / candle.low());
    double body = Math.log(candle.close() / candle.open());
    return range * range / 2 - (2 * LN2 - 1) * body * body;
  }

  private static double rogersSatchell(Candle candle) {
    return Math.log(candle.high() / candle.close()) * Math.log(candle.high() / candle.open())
        + Math.log(candle.low() / candle.close()) * Math.log(candle.low() / candle.open());
  }

  /// Variance one candle stands for.
  @FunctionalInterface
  private interface Variance {
    double of(Candle candle);
  }
}
