package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Quotes: the last price of a share, without sides; an exchange rate, with both.
final class LastQuotes {
  private static final LocalTime CLOSE = LocalTime.of(16, 0);

  private LastQuotes() {}

  /// `GLOBAL_QUOTE`. It names a day and no time: the price was seen at its close, or now while the
  /// day still runs.
  static Outcome<List<MarketDatum>> global(
      HttpAnswer answer, InstrumentId instrument, Receipt receipt) {
    return AlphaEnvelope.json(answer)
        .then(
            all -> {
              JsonNode quote = all.path("Global Quote");
              if (!quote.isObject()) {
                return Outcome.bad(Refusal.GARBAGE, "answered no quote");
              }
              if (quote.isEmpty()) {
                return Outcome.bad(Refusal.NOT_FOUND, "does not know " + instrument);
              }
              OptionalDouble last = AlphaText.number(quote.path("05. price"));
              Optional<Instant> seen =
                  AlphaText.date(quote.path("07. latest trading day").asString(""))
                      .map(day -> day.atTime(CLOSE).atZone(AlphaText.EASTERN).toInstant());
              if (last.isEmpty() || seen.isEmpty()) {
                return Outcome.bad(Refusal.NO_DATA, "has no price and day for " + instrument);
              }
              return one(shareQuote(instrument, last, seen.get(), receipt));
            });
  }

  /// `CURRENCY_EXCHANGE_RATE`.
  static Outcome<List<MarketDatum>> rate(
      HttpAnswer answer, InstrumentId instrument, Receipt receipt) {
    return AlphaEnvelope.json(answer)
        .then(
            all -> {
              JsonNode rate = all.path("Realtime Currency Exchange Rate");
              if (!rate.isObject()) {
                return all.isEmpty()
                    ? Outcome.bad(Refusal.NOT_FOUND, "does not know " + instrument)
                    : Outcome.bad(Refusal.GARBAGE, "answered no exchange rate");
              }
              return rate(rate, instrument, receipt);
            });
  }

  private static Outcome<List<MarketDatum>> rate(
      JsonNode rate, InstrumentId instrument, Receipt receipt) {
    ZoneId zone = AlphaText.zone(rate.path("7. Time Zone").asString("")).orElse(AlphaText.EASTERN);
    Optional<Instant> seen = AlphaText.instant(rate.path("6. Last Refreshed").asString(""), zone);
    OptionalDouble last = AlphaText.number(rate.path("5. Exchange Rate"));
    OptionalDouble bid = AlphaText.number(rate.path("8. Bid Price"));
    OptionalDouble ask = AlphaText.number(rate.path("9. Ask Price"));
    if (seen.isEmpty() || (last.isEmpty() && bid.isEmpty() && ask.isEmpty())) {
      return Outcome.bad(Refusal.NO_DATA, "has no rate and time for " + instrument);
    }
    return one(
        new Quote(
            instrument,
            bid,
            OptionalDouble.empty(),
            ask,
            OptionalDouble.empty(),
            last,
            JsonBody.text(rate.path("3. To_Currency Code")).orElse(null),
            receipt.seenAt(seen.get())));
  }

  /// `REALTIME_BULK_QUOTES`, in the order asked.
  ///
  /// @param asked by the vendor's ticker in upper case
  static Outcome<List<MarketDatum>> bulk(
      HttpAnswer answer, Map<String, InstrumentId> asked, Receipt receipt) {
    return AlphaEnvelope.json(answer)
        .then(
            all -> {
              if (!all.path("data").isArray()) {
                return Outcome.bad(Refusal.GARBAGE, "answered no quotes");
              }
              Map<String, JsonNode> rows = new TreeMap<>();
              for (JsonNode row : all.path("data")) {
                rows.put(row.path("symbol").asString("").toUpperCase(Locale.ROOT), row);
              }
              List<MarketDatum> quotes = new ArrayList<>();
              asked.forEach(
                  (ticker, instrument) ->
                      bulkRow(rows.get(ticker), instrument, receipt).ifPresent(quotes::add));
              return quotes.isEmpty()
                  ? Outcome.bad(Refusal.NOT_FOUND, "does not know " + asked.values())
                  : Outcome.good(List.copyOf(quotes));
            });
  }

  /// The price is the regular session's; a stamp after its close is that of the extended hours.
  private static Optional<MarketDatum> bulkRow(
      @Nullable JsonNode row, InstrumentId instrument, Receipt receipt) {
    if (row == null) {
      return Optional.empty();
    }
    OptionalDouble last = AlphaText.number(row.path("close"));
    return last.isEmpty()
        ? Optional.empty()
        : AlphaText.time(row.path("timestamp").asString(""))
            .map(at -> at.toLocalTime().isAfter(CLOSE) ? at.toLocalDate().atTime(CLOSE) : at)
            .map(at -> at.atZone(AlphaText.EASTERN).toInstant())
            .map(seen -> shareQuote(instrument, last, seen, receipt));
  }

  private static MarketDatum shareQuote(
      InstrumentId instrument, OptionalDouble last, Instant seen, Receipt receipt) {
    return new Quote(
        instrument,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        last,
        null,
        seen.isAfter(receipt.receivedAt()) ? receipt.seenNow() : receipt.seenAt(seen));
  }

  private static Outcome<List<MarketDatum>> one(MarketDatum datum) {
    return Outcome.good(List.of(datum));
  }
}
