package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/// Seeded candles with everything a market does: trends, flat stretches, bars without range or
/// volume, equal extremes (prices move in ticks).
final class RandomCandles {

  private static final double TICK = 0.05;

  private RandomCandles() {}

  static List<Candle> of(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Candle> candles = new ArrayList<>();
    double price = 100;
    for (int i = 0; i < count; i++) {
      boolean flat = random.nextInt(7) == 0;
      double open = flat ? price : ticks(price + random.nextGaussian());
      double close = flat ? open : ticks(open + random.nextGaussian());
      double up = flat ? 0 : ticks(random.nextDouble());
      double down = flat ? 0 : ticks(random.nextDouble());
      double volume = random.nextInt(9) == 0 ? 0 : 1 + random.nextInt(10_000);
      double high = Math.max(open, close) + up;
      double low = Math.min(open, close) - down;
      candles.add(Series.candle(i, open, high, low, close, volume));
      price = close;
    }
    return candles;
  }

  /// The same candles with every price changed.
  static List<Candle> map(List<Candle> candles, DoubleUnaryOperator price) {
    return candles.stream()
        .map(
            candle ->
                new Candle(
                    price.applyAsDouble(candle.open()),
                    price.applyAsDouble(candle.high()),
                    price.applyAsDouble(candle.low()),
                    price.applyAsDouble(candle.close()),
                    candle.volume(),
                    candle.startedAt()))
        .toList();
  }

  /// Candles of one price without range.
  static List<Candle> flat(double price, double volume, int count) {
    List<Candle> candles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      candles.add(Series.candle(i, price, price, price, price, volume));
    }
    return candles;
  }

  private static double ticks(double price) {
    return Math.rint(price / TICK) * TICK;
  }
}
