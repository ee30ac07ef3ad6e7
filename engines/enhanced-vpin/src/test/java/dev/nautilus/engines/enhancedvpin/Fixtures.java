package dev.nautilus.engines.enhancedvpin;

import dev.nautilus.engine.Backfill;
import dev.nautilus.engines.enhancedvpin.method.SignRule;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import dev.nautilus.message.Trade;
import dev.nautilus.message.VpinCalculation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Bars, quotes, trades and settings that the tests share: small windows, four days of history,
/// then a live day.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final Instant LIVE = Instant.parse("2026-01-05T14:30:00Z");
  static final int MINUTES = 40;
  static final int DAYS = 4;

  private Fixtures() {}

  /// Small windows, and a bell that rings easily.
  static EnhancedVpinProperties properties() {
    return properties(
        List.of(4, 8, 16), 3, new EnhancedVpinProperties.Thresholds(0.5, 0.4, 0.7, 0.6));
  }

  static EnhancedVpinProperties properties(
      List<Integer> scales, int window, EnhancedVpinProperties.Thresholds thresholds) {
    return new EnhancedVpinProperties(
        List.of(AAPL),
        BarSpec.MINUTE,
        Bar.Origin.VENDOR,
        scales,
        window,
        List.of(SignRule.AGGRESSOR, SignRule.LEE_READY, SignRule.TICK),
        0.3,
        Duration.ZERO,
        10,
        Duration.ofSeconds(10),
        0.99,
        5,
        3,
        20,
        0.01,
        thresholds,
        1,
        2,
        new EnhancedVpinProperties.Hours(ZoneOffset.UTC, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT),
        Duration.ofSeconds(2),
        Duration.ofDays(5),
        50);
  }

  static Provenance provenance(Instant at, long version) {
    return new Provenance(Source.of("simulated"), at, at, version, true);
  }

  static Bar bar(BarSpec spec, Instant start, double open, double close, double volume) {
    return new Bar(
        AAPL,
        spec,
        start,
        open,
        Math.max(open, close) + 0.1,
        Math.min(open, close) - 0.1,
        close,
        volume,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        true,
        provenance(start, 1));
  }

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

  static List<Bar> days() {
    List<Bar> bars = new ArrayList<>();
    for (int day = 2 * DAYS; day > DAYS; day--) {
      bars.add(bar(BarSpec.DAY, LIVE.minus(Duration.ofDays(day)), 100, 101, 4_000));
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

  static Trade trade(int second, double price, double size, Side aggressor) {
    Instant at = LIVE.plusSeconds(second);
    return new Trade(
        AAPL, price, size, aggressor, second % 4 == 0, null, provenance(at, 10L + second));
  }

  static Quote quote(int second, double bid, double bidSize, double ask, double askSize) {
    return new Quote(
        AAPL,
        OptionalDouble.of(bid),
        OptionalDouble.of(bidSize),
        OptionalDouble.of(ask),
        OptionalDouble.of(askSize),
        OptionalDouble.empty(),
        "USD",
        provenance(LIVE.plusSeconds(second), 10L + second));
  }

  static Nbbo nbbo(int second, double bid, double bidSize, double ask, double askSize) {
    return new Nbbo(
        AAPL,
        OptionalDouble.of(bid),
        OptionalDouble.of(bidSize),
        List.of("A"),
        OptionalDouble.of(ask),
        OptionalDouble.of(askSize),
        List.of("A"),
        provenance(LIVE.plusSeconds(second), 10L + second));
  }

  static VpinCalculation vpin(int second, double vpin, double cdf) {
    Instant at = LIVE.plusSeconds(second);
    return new VpinCalculation(
        AAPL,
        second,
        at,
        at,
        100,
        60,
        40,
        50,
        OptionalDouble.of(vpin),
        OptionalDouble.of(cdf),
        OptionalDouble.of(0.1),
        0,
        true);
  }

  /// Trades, every second one signed by the venue, all buyers in the second half.
  static List<Trade> trades(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Trade> trades = new ArrayList<>();
    double price = 100;
    for (int i = 0; i < count; i++) {
      boolean informed = i > count / 2;
      price += informed ? random.nextDouble(-0.1, 0.4) : random.nextDouble(-0.3, 0.3);
      Side side = informed || random.nextBoolean() ? Side.BUY : Side.SELL;
      trades.add(trade(5 * i, price, 10 + random.nextInt(30), i % 2 == 0 ? side : Side.UNKNOWN));
    }
    return trades;
  }
}
