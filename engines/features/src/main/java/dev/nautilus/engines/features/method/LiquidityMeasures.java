package dev.nautilus.engines.features.method;

import java.util.List;

/// Trading costs read from candles alone.
final class LiquidityMeasures {

  private LiquidityMeasures() {}

  static List<Measure<Candle>> all() {
    return List.of(roll(), corwinSchultz(), amihud());
  }

  private static Measure<Candle> roll() {
    return Measure.named("roll", "Roll spread")
        .definition("2 sqrt(-cov(change, change[1])), sample covariance over `period` pairs")
        .unit("price")
        .source("Roll (1984), J. Finance 39(4)")
        .undefined("during warm-up; when the covariance is positive")
        .bars("period", 20, 2)
        .lookback(params -> params.whole(0) + 1)
        .closes((params, memory) -> new RollSpread(params.whole(0), memory));
  }

  private static Measure<Candle> corwinSchultz() {
    return Measure.named("corwin_schultz", "Corwin-Schultz spread")
        .definition(
            "2(e^a - 1)/(1 + e^a), a from mean sums of two ln^2(H/L) and their joint ln^2(H/L);"
                + " negative a counts 0; no overnight adjustment")
        .unit("fraction of price")
        .source("Corwin & Schultz (2012), J. Finance 67(2)")
        .undefined("during warm-up; when a price is 0 or less")
        .bars("period", 1)
        .lookback(params -> params.whole(0))
        .candles(
            (params, memory) -> {
              Delay high = memory.delay(1);
              Delay low = memory.delay(1);
              Filter mean = memory.mean(params.whole(0));
              return (candle, out) -> {
                double topBefore = high.next(candle.high());
                double bottomBefore = low.next(candle.low());
                double beta =
                    mean.next(
                        square(candle.high(), candle.low()) + square(topBefore, bottomBefore));
                double gamma =
                    square(
                        Math.max(candle.high(), topBefore), Math.min(candle.low(), bottomBefore));
                out[0] = spread(beta, gamma);
              };
            });
  }

  private static Measure<Candle> amihud() {
    return Measure.named("amihud", "Amihud illiquidity")
        .definition("mean of |simple return|/(C x V) over the last `period` bars that traded")
        .unit("fraction per unit of money traded")
        .source("Amihud (2002), J. Financial Markets 5(1)")
        .undefined("until `period` bars have traded; when a close is 0")
        .bars("period", 20)
        .lookback(params -> params.whole(0))
        .candles(
            (params, memory) -> {
              Delay before = memory.delay(1);
              WindowSum sum = memory.sum(params.whole(0));
              Cell last = memory.cell(Double.NaN);
              return (candle, out) -> {
                double move = Math.abs(candle.close() / before.next(candle.close()) - 1);
                double money = Math.abs(candle.close()) * candle.volume();
                if (money > 0 && Double.isFinite(move)) {
                  last.set(sum.next(move / money) / params.whole(0));
                }
                out[0] = last.get();
              };
            });
  }

  private static double square(double high, double low) {
    double range = Math.log(high / low);
    return range * range;
  }

  private static double spread(double beta, double gamma) {
    double scale = 3 - 2 * Math.sqrt(2);
    double a = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / scale - Math.sqrt(gamma / scale);
    double bounded = Math.max(0, a);
    return 2 * (Math.exp(bounded) - 1) / (1 + Math.exp(bounded));
  }
}
