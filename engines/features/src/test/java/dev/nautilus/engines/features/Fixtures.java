package dev.nautilus.engines.features;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Bars, quotes and settings that the tests share.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final Instant OPEN = Instant.parse("2026-01-05T14:30:00Z");

  private Fixtures() {}

  static FeaturesProperties properties(String... features) {
    return properties(FeaturesProperties.TopOfBookOrigin.QUOTE, features);
  }

  static FeaturesProperties properties(
      FeaturesProperties.TopOfBookOrigin topOfBook, String... features) {
    return new FeaturesProperties(
        List.of(AAPL), Map.of("1m", 50), Bar.Origin.VENDOR, topOfBook, 4, List.of(features), 3);
  }

  static Nbbo best(int second, double bid, double ask) {
    Quote quote = quote(second, bid, ask);
    return new Nbbo(
        AAPL,
        quote.bid(),
        quote.bidSize(),
        List.of("A"),
        quote.ask(),
        quote.askSize(),
        List.of("B"),
        quote.provenance());
  }

  /// A bar of the minute `minute` after the open; the price moves up to `close`.
  static Bar minute(int minute, double close) {
    Instant start = OPEN.plusSeconds(60L * minute);
    return new Bar(
        AAPL,
        BarSpec.MINUTE,
        start,
        close - 0.5,
        close + 1,
        close - 1,
        close,
        1000 + minute,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        true,
        provenance(start, 1 + minute));
  }

  /// The same bar with another close, as a correction.
  static Bar corrected(Bar bar, double close) {
    Bar other = minute(minuteOf(bar), close);
    return new Bar(
        other.instrument(),
        other.spec(),
        other.start(),
        other.open(),
        other.high(),
        other.low(),
        other.close(),
        other.volume(),
        other.vwap(),
        other.trades(),
        other.buyVolume(),
        other.sellVolume(),
        other.origin(),
        bar.revision() + 1,
        true,
        bar.provenance());
  }

  private static int minuteOf(Bar bar) {
    return (int) ((bar.start().getEpochSecond() - OPEN.getEpochSecond()) / 60);
  }

  static List<Bar> walk(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bar> bars = new ArrayList<>();
    double price = 100;
    for (int i = 0; i < count; i++) {
      price += random.nextDouble(-1, 1);
      bars.add(minute(i, price));
    }
    return bars;
  }

  static Quote quote(int second, double bid, double ask) {
    Instant at = OPEN.plusSeconds(second);
    return new Quote(
        AAPL,
        OptionalDouble.of(bid),
        OptionalDouble.of(300),
        OptionalDouble.of(ask),
        OptionalDouble.of(100),
        OptionalDouble.empty(),
        "USD",
        provenance(at, 1 + second));
  }

  static Trade trade(int second, double price, double size) {
    Instant at = OPEN.plusSeconds(second);
    return new Trade(AAPL, price, size, Side.UNKNOWN, false, null, provenance(at, 1 + second));
  }

  static Quote oneSided(int second) {
    Quote whole = quote(second, 1, 2);
    return new Quote(
        AAPL,
        whole.bid(),
        whole.bidSize(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "USD",
        whole.provenance());
  }

  static Provenance provenance(Instant at, long version) {
    return new Provenance(Source.of("yahoo_finance"), at, at, version, true);
  }

  static DataResponse answer(List<Bar> bars) {
    return new DataResponse(
        List.of(
            new DataResponse.Answer(
                AAPL, "bar", DataResponse.Freshness.FRESH, 0, List.copyOf(bars), null, null)));
  }
}
