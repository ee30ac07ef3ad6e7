package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.hub.vendor.Candle;
import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Quote;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Rows of prices: the last one of several symbols, and the days of one.
final class MarketRows {
  private MarketRows() {}

  /// `/markets/symbol`: one quote without sides for each symbol that the vendor knows, in the order
  /// asked.
  ///
  /// @param asked by the vendor's symbol in upper case
  static Outcome<List<MarketDatum>> quotes(
      HttpAnswer answer, Map<String, InstrumentId> asked, Receipt receipt) {
    return RowsEnvelope.open(answer)
        .then(
            all -> {
              Map<String, JsonNode> rows = new TreeMap<>();
              all.forEach(
                  row -> rows.put(RowText.text(row, "Symbol").toUpperCase(Locale.ROOT), row));
              List<MarketDatum> quotes = new ArrayList<>();
              asked.forEach(
                  (symbol, instrument) ->
                      quote(rows.get(symbol), instrument, receipt).ifPresent(quotes::add));
              if (!quotes.isEmpty()) {
                return Outcome.good(quotes);
              }
              return asked.keySet().stream().anyMatch(rows::containsKey)
                  ? Outcome.bad(Refusal.NO_DATA, "has no price and time of " + asked.keySet())
                  : Outcome.bad(Refusal.NOT_FOUND, "does not know " + asked.keySet());
            });
  }

  private static Optional<MarketDatum> quote(
      @Nullable JsonNode row, InstrumentId instrument, Receipt receipt) {
    if (row == null) {
      return Optional.empty();
    }
    OptionalDouble last = JsonBody.number(row.path("Last"));
    Optional<Instant> seen = RowText.instant(row, "Date");
    if (last.isEmpty() || seen.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Quote(
            instrument,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            last,
            null,
            seen.get().isAfter(receipt.receivedAt())
                ? receipt.seenNow()
                : receipt.seenAt(seen.get())));
  }

  /// `/markets/historical`: the days of one symbol, oldest first; there are no volumes, which
  /// counts as 0.
  ///
  /// @param symbol the vendor's, in upper case
  static Outcome<List<Candle>> days(HttpAnswer answer, String symbol) {
    return RowsEnvelope.open(answer)
        .then(
            all -> {
              List<Candle> days = new ArrayList<>();
              for (JsonNode row : all) {
                String other = RowText.text(row, "Symbol");
                if (!other.equalsIgnoreCase(symbol)) {
                  return Outcome.bad(
                      Refusal.GARBAGE, "answered for %s, not %s".formatted(other, symbol));
                }
                Optional<LocalDate> date = RowText.dayFirst(row, "Date");
                if (date.isEmpty()) {
                  return Outcome.bad(
                      Refusal.GARBAGE,
                      "answered a day as %s, which is not dd/MM/yyyy".formatted(row.path("Date")));
                }
                day(row, date.get()).ifPresent(days::add);
              }
              // They come newest first.
              days.sort(Comparator.comparing(Candle::start));
              return days.isEmpty()
                  ? Outcome.bad(Refusal.NO_DATA, "has no days of %s there".formatted(symbol))
                  : Outcome.good(days);
            });
  }

  private static Optional<Candle> day(JsonNode row, LocalDate date) {
    return Candle.of(
        date.atStartOfDay(ZoneOffset.UTC).toInstant(),
        date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        new Candle.Prices(
            JsonBody.number(row.path("Open")),
            JsonBody.number(row.path("High")),
            JsonBody.number(row.path("Low")),
            JsonBody.number(row.path("Close")),
            OptionalDouble.empty()));
  }
}
