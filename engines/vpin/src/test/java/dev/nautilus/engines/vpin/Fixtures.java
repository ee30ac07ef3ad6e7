package dev.nautilus.engines.vpin;

import dev.nautilus.engine.Backfill;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import dev.nautilus.message.Trade;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Bars, trades and settings that the tests share: small windows, four days of history, then a live
/// day.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final Instant LIVE = Instant.parse("2026-01-05T14:30:00Z");
  static final int MINUTES = 30;
  static final int DAYS = 4;

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

  static Bar bar(BarSpec spec, Instant start, double open, double close, double volume) {
    return new Bar(
        AAPL,
        spec,
        start,
        open,
        Math.max(open, close),
        Math.min(open, close),
        close,
        volume,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        true,
        new Provenance(Source.of("yahoo_finance"), start, start, 1, true));
  }

  /// Half an hour of minute bars on each of the four days before the live one.
  static List<Bar> minutes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bar> bars = new ArrayList<>();
    double price = 100;
    for (int day = DAYS; day > 0; day--) {
      for (int minute = 0; minute < MINUTES; minute++) {
        double next = price + random.nextDouble(-1, 1);
        Instant start = LIVE.minus(Duration.ofDays(day)).plusSeconds(60L * minute);
        bars.add(bar(BarSpec.MINUTE, start, price, next, 50 + random.nextInt(100)));
        price = next;
      }
    }
    return bars;
  }

  /// A daily bar of 3,000 on each of the days before those.
  static List<Bar> days() {
    List<Bar> bars = new ArrayList<>();
    for (int day = 2 * DAYS; day > DAYS; day--) {
      bars.add(bar(BarSpec.DAY, LIVE.minus(Duration.ofDays(day)), 100, 101, 3_000));
    }
    return bars;
  }

  static DataResponse history(Backfill asked, long seed) {
    return answer(BarSpec.DAY.equals(asked.interval()) ? days() : minutes(seed));
  }

  static DataResponse answer(List<Bar> bars) {
    return new DataResponse(
        List.of(
            new DataResponse.Answer(
                AAPL, "bar", DataResponse.Freshness.FRESH, 0, List.copyOf(bars), null, null)));
  }

  /// A trade so many seconds into the live day.
  static Trade trade(int second, double price, double size, boolean conflated) {
    Instant at = LIVE.plusSeconds(second);
    Provenance provenance = new Provenance(Source.of("ibkr"), at, at, 10L + second, true);
    return new Trade(AAPL, price, size, Side.UNKNOWN, conflated, null, provenance);
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
