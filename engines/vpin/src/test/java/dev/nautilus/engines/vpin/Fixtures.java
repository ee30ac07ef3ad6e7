package dev.nautilus.engines.vpin;

import dev.nautilus.engine.testkit.SampleTape;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Side;
import dev.nautilus.message.Trade;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Bars, trades and settings that the tests share: small windows, four days of history, then a live
/// day.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final Instant LIVE = Instant.parse("2026-01-05T14:30:00Z");

  /// Half an hour of minutes on each of the four days before.
  static final SampleTape TAPE = new SampleTape(AAPL, LIVE, 4, 30, 0);

  private Fixtures() {}

  static VpinProperties properties() {
    return new VpinProperties(
        List.of(AAPL),
        BarSpec.MINUTE,
        Bar.Origin.VENDOR,
        5,
        3,
        "NORMAL",
        1,
        2,
        ZoneOffset.UTC,
        LocalTime.MIDNIGHT,
        LocalTime.MIDNIGHT,
        Duration.ofSeconds(2),
        Duration.ofDays(5),
        50);
  }

  /// A trade so many seconds into the live day.
  static Trade trade(int second, double price, double size, boolean conflated) {
    return TAPE.trade(second, price, size, Side.UNKNOWN, conflated);
  }

  /// Trades every ten seconds of the live day.
  static List<Trade> trades(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Trade> trades = new ArrayList<>();
    double price = 100;
    for (int i = 0; i < count; i++) {
      price += random.nextDouble(-0.5, 0.5);
      trades.add(trade(10 * i, price, 20 + random.nextInt(60), i % 4 == 0));
    }
    return trades;
  }
}
