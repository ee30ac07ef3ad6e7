package dev.nautilus.engines.marketdata.method;

import dev.nautilus.message.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Seeded tapes that the tests share.
final class Tapes {
  static final Instant OPEN = Instant.parse("2026-01-05T14:30:00Z");

  private static final List<Side> SIDES = List.of(Side.SELL, Side.BUY, Side.UNKNOWN);

  private Tapes() {}

  /// Prints with ties in time, sides unknown now and then, sizes from nothing to many steps, prices
  /// on a grid that also go below zero.
  static List<Print> random(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Print> prints = new ArrayList<>();
    Instant at = OPEN;
    long cents = random.nextLong(-200, 3_000);
    for (int i = 0; i < count; i++) {
      at = at.plusMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(1_500));
      cents += random.nextInt(-7, 8);
      long size = random.nextInt(20) == 0 ? random.nextInt(500) : random.nextInt(12);
      prints.add(
          Print.trade(
              BigDecimal.valueOf(cents, 2),
              BigDecimal.valueOf(size, random.nextInt(3)),
              SIDES.get(random.nextInt(3)),
              at));
    }
    return prints;
  }

  static Print trade(String price, String size, Side side, int second) {
    return Print.trade(new BigDecimal(price), new BigDecimal(size), side, OPEN.plusSeconds(second));
  }

  static Print trade(String price, String size, int second) {
    return trade(price, size, Side.UNKNOWN, second);
  }

  static BigDecimal volume(List<BuiltBar> bars) {
    return bars.stream().map(BuiltBar::volume).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
