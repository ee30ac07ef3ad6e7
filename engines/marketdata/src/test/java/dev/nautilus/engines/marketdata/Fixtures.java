package dev.nautilus.engines.marketdata;

import dev.nautilus.engine.Backfill;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Side;
import dev.nautilus.message.Source;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Trades, quotes, history and settings that the tests share.
final class Fixtures {
  static final InstrumentId AAPL = InstrumentId.of("AAPL");
  static final Instant OPEN = Instant.parse("2026-01-05T14:30:00Z");
  static final long TERM = 5;

  private static final OptionalDouble NONE = OptionalDouble.empty();

  private Fixtures() {}

  static MarketdataProperties properties(String... specs) {
    return new MarketdataProperties(
        List.of(AAPL),
        List.of(specs),
        Map.of(),
        Duration.ofSeconds(2),
        Duration.ofMillis(250),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        false,
        756,
        240);
  }

  static Provenance provenance(String source, Instant at, long counter) {
    return new Provenance(Source.of(source), at, at.plusMillis(20), TERM << 40 | counter, true);
  }

  /// The trade that the hub numbers `counter`.
  static Trade trade(long counter, double seconds, double price, double size, Side side) {
    Instant at = OPEN.plusMillis(Math.round(seconds * 1_000));
    return new Trade(AAPL, price, size, side, false, null, provenance("ibkr", at, counter));
  }

  static Tick tick(long counter, double seconds, double price, double cumulative) {
    Instant at = OPEN.plusMillis(Math.round(seconds * 1_000));
    return new Tick(
        AAPL,
        price,
        OptionalDouble.of(1),
        OptionalDouble.of(cumulative),
        provenance("yahoo_finance", at, counter));
  }

  static Quote quote(String source, long counter, double seconds, double bid, double ask) {
    Instant at = OPEN.plusMillis(Math.round(seconds * 1_000));
    return new Quote(
        AAPL,
        OptionalDouble.of(bid),
        OptionalDouble.of(3),
        OptionalDouble.of(ask),
        OptionalDouble.of(2),
        NONE,
        "USD",
        provenance(source, at, counter));
  }

  static Quote bidOnly(String source, long counter, double seconds, double bid) {
    Quote whole = quote(source, counter, seconds, bid, bid + 1);
    return new Quote(AAPL, whole.bid(), NONE, NONE, NONE, NONE, null, whole.provenance());
  }

  static Level2 book(long counter, double bid, double ask) {
    OptionalLong orders = OptionalLong.empty();
    return new Level2(
        AAPL,
        List.of(new Level2.Level(bid, 5, orders), new Level2.Level(bid - 0.1, 7, orders)),
        List.of(new Level2.Level(ask, 4, orders)),
        provenance("ibkr", OPEN, counter));
  }

  static CorporateAction dividend(String exDate, double amount) {
    return new CorporateAction(
        AAPL,
        CorporateAction.Kind.DIVIDEND,
        LocalDate.parse(exDate),
        amount,
        provenance("yahoo_finance", OPEN, 1));
  }

  /// A vendor's bar.
  static Bar vendor(BarSpec spec, Instant start, double[] prices, double volume) {
    return new Bar(
        AAPL,
        spec,
        start,
        prices[0],
        prices[1],
        prices[2],
        prices[3],
        volume,
        NONE,
        OptionalLong.empty(),
        NONE,
        NONE,
        Bar.Origin.VENDOR,
        0,
        true,
        provenance("yahoo_finance", start, 1));
  }

  /// History as the hub gives it before the engine listens: closes of 100 and one dividend of 1.
  static DataResponse history(Backfill asked) {
    boolean bars = asked.types().getFirst().name().equals("bar");
    double[] flat = {100, 100, 100, 100};
    return answer(
        bars ? "bar" : "corporate_action",
        bars
            ? List.of(
                vendor(BarSpec.DAY, Instant.parse("2025-11-06T00:00:00Z"), flat, 1),
                vendor(BarSpec.DAY, Instant.parse("2025-11-07T00:00:00Z"), flat, 1))
            : List.of(dividend("2025-11-10", 1)));
  }

  static DataResponse answer(String type, List<? extends MarketDatum> data) {
    return new DataResponse(
        List.of(
            new DataResponse.Answer(
                AAPL, type, DataResponse.Freshness.FRESH, 0, List.copyOf(data), null, null)));
  }
}
