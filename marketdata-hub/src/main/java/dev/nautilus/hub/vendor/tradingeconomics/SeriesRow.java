package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// One value of an indicator, with the name of its series: several may sit under one indicator, and
/// must not be mixed.
///
/// @param stamp as the vendor dates it
/// @param cadence empty when the vendor's word for it is not known
/// @param updated when the vendor last touched it
record SeriesRow(
    String country,
    String category,
    String symbol,
    LocalDate stamp,
    OptionalDouble value,
    Optional<Cadence> cadence,
    Optional<Instant> updated) {

  /// The least a series may lag behind before its end is doubted.
  private static final int PATIENCE_DAYS = 100;

  /// The rows of an answer about this country.
  static Outcome<List<SeriesRow>> read(HttpAnswer answer, Topic.History asked) {
    return RowsEnvelope.open(answer).then(rows -> rows(rows, asked));
  }

  private static Outcome<List<SeriesRow>> rows(JsonNode all, Topic.History asked) {
    List<SeriesRow> rows = new ArrayList<>();
    for (JsonNode row : all) {
      Optional<LocalDate> stamp = RowText.date(row, "DateTime");
      OptionalDouble value = JsonBody.number(row.path("Value"));
      String country = RowText.text(row, "Country");
      boolean hole = row.path("Value").isNull() || RowText.text(row, "Value").isEmpty();
      if (stamp.isEmpty() || (value.isEmpty() && !hole)) {
        return Outcome.bad(
            Refusal.GARBAGE,
            "answered '%s' for '%s'".formatted(row.path("Value"), row.path("DateTime")));
      }
      if (!country.equalsIgnoreCase(asked.country())) {
        return Outcome.bad(
            Refusal.GARBAGE, "answered for %s, not %s".formatted(country, asked.country()));
      }
      String symbol = RowText.text(row, "HistoricalDataSymbol");
      if (asked.symbol().isEmpty()
          || asked.symbol().equalsIgnoreCase(Topic.Spelling.symbol(symbol))) {
        rows.add(
            new SeriesRow(
                country,
                RowText.text(row, "Category"),
                symbol,
                stamp.get(),
                value,
                Cadence.of(RowText.text(row, "Frequency")),
                RowText.instant(row, "LastUpdate")));
      }
    }
    return rows.isEmpty()
        ? Outcome.bad(
            Refusal.NO_DATA, "has no %s of %s there".formatted(asked.indicator(), asked.country()))
        : Outcome.good(rows);
  }

  /// What makes a row the same as another.
  Object key() {
    return List.of(symbol, stamp);
  }

  /// How many days a series may end before today, or start after the day asked for.
  static int slackDays(List<SeriesRow> rows) {
    int period = rows.getLast().cadence().map(Cadence::longestDays).orElse(PATIENCE_DAYS);
    return Math.max(PATIENCE_DAYS, 3 * period);
  }

  /// The rows as series: under the name asked for when there is one, else each under its own.
  static List<Economic> series(List<SeriesRow> rows, InstrumentId asked, Receipt receipt) {
    Map<String, List<SeriesRow>> bySymbol = new LinkedHashMap<>();
    rows.forEach(row -> bySymbol.computeIfAbsent(row.symbol, _ -> new ArrayList<>()).add(row));
    List<Economic> series = new ArrayList<>();
    for (List<SeriesRow> some : bySymbol.values()) {
      SeriesRow newest = some.getLast();
      Optional<InstrumentId> name =
          bySymbol.size() == 1
              ? Optional.of(asked)
              : Topic.series(newest.country, newest.category, newest.symbol);
      name.ifPresent(instrument -> series.add(economic(some, instrument, receipt)));
    }
    return series;
  }

  private static Economic economic(List<SeriesRow> rows, InstrumentId instrument, Receipt receipt) {
    SeriesRow newest = rows.getLast();
    Map<LocalDate, Observation> observations = new TreeMap<>();
    for (SeriesRow row : rows) {
      LocalDate first = row.cadence.map(c -> c.firstDay(row.stamp)).orElse(row.stamp);
      // Two values of one period keep the days they came with.
      LocalDate date = observations.containsKey(first) ? row.stamp : first;
      observations.put(date, new Observation(date, row.value, null));
    }
    Instant seen =
        rows.stream()
            .flatMap(row -> row.updated.stream())
            .max(Instant::compareTo)
            .orElse(Instant.MAX);
    return new Economic(
        instrument,
        newest.country + " " + newest.category,
        "",
        newest.cadence.map(Cadence::code).orElse(""),
        "",
        List.copyOf(observations.values()),
        seen.isAfter(receipt.receivedAt()) ? receipt.seenNow() : receipt.seenAt(seen));
  }

  /// All series of one answer, for an answer that is known to be whole.
  static Outcome<List<MarketDatum>> data(
      HttpAnswer answer, Topic.History topic, InstrumentId asked, Receipt receipt) {
    return read(answer, topic)
        .then(rows -> Outcome.good(List.<MarketDatum>copyOf(series(rows, asked, receipt))));
  }
}
