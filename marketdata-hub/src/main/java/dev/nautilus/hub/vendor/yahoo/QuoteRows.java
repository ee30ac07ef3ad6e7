package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The rows of a quote answer. A symbol that Yahoo does not know has no row; a side without a price
/// is sent as 0 and is missing here, together with its size. Crossed sides and sizes of 0 are what
/// Yahoo says and stay.
final class QuoteRows {
  private QuoteRows() {}

  /// The quotes in the order asked.
  static Outcome<List<MarketDatum>> read(
      HttpAnswer answer, Collection<InstrumentId> asked, Receipt receipt) {
    return YahooEnvelope.open(answer, "quoteResponse")
        .then(response -> rows(response.path("result"), asked, receipt));
  }

  private static Outcome<List<MarketDatum>> rows(
      JsonNode result, Collection<InstrumentId> asked, Receipt receipt) {
    if (!result.isArray()) {
      return Outcome.bad(Refusal.GARBAGE, "answered quotes without a result");
    }
    Map<String, JsonNode> rows = new TreeMap<>();
    for (JsonNode row : result) {
      JsonBody.text(row.path("symbol")).ifPresent(s -> rows.put(s.toUpperCase(Locale.ROOT), row));
    }
    List<MarketDatum> quotes = new ArrayList<>();
    boolean anyKnown = false;
    for (InstrumentId instrument : asked) {
      JsonNode row = rows.get(instrument.value().toUpperCase(Locale.ROOT));
      anyKnown |= row != null;
      if (row != null) {
        quote(instrument, row, receipt).ifPresent(quotes::add);
      }
    }
    if (!quotes.isEmpty()) {
      return Outcome.good(List.copyOf(quotes));
    }
    return anyKnown
        ? Outcome.bad(Refusal.NO_DATA, "has no price and time for " + asked)
        : Outcome.bad(Refusal.NOT_FOUND, "does not know " + asked);
  }

  private static Optional<MarketDatum> quote(
      InstrumentId instrument, JsonNode row, Receipt receipt) {
    OptionalDouble bid = price(row, "bid");
    OptionalDouble ask = price(row, "ask");
    OptionalDouble last = price(row, "regularMarketPrice");
    Optional<Instant> seen = JsonBody.seconds(row.path("regularMarketTime"));
    if (seen.isEmpty() || (bid.isEmpty() && ask.isEmpty() && last.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Quote(
            instrument,
            bid,
            bid.isPresent() ? JsonBody.size(row.path("bidSize")) : OptionalDouble.empty(),
            ask,
            ask.isPresent() ? JsonBody.size(row.path("askSize")) : OptionalDouble.empty(),
            last,
            JsonBody.text(row.path("currency")).orElse(null),
            receipt.seenAt(seen.get())));
  }

  private static OptionalDouble price(JsonNode row, String field) {
    OptionalDouble value = FloatNoise.strip(JsonBody.number(row.path(field)));
    return value.isPresent() && value.getAsDouble() == 0 ? OptionalDouble.empty() : value;
  }
}
