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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the vendor expects of an indicator in the next four quarters. Values for the ends of years
/// are left out: their years are not stated.
final class ForecastRows {
  private static final List<String> QUARTERS = List.of("q1", "q2", "q3", "q4");

  private ForecastRows() {}

  static Outcome<List<MarketDatum>> read(
      HttpAnswer answer, Topic.Forecast asked, InstrumentId instrument, Receipt receipt) {
    return RowsEnvelope.open(answer)
        .then(
            rows -> {
              List<MarketDatum> data = new ArrayList<>();
              for (JsonNode row : rows) {
                String country = RowText.text(row, "Country");
                if (!country.equalsIgnoreCase(asked.country())) {
                  return Outcome.bad(
                      Refusal.GARBAGE,
                      "answered for %s, not %s".formatted(country, asked.country()));
                }
                InstrumentId name =
                    rows.size() == 1
                        ? instrument
                        : InstrumentId.of(
                            instrument.value()
                                + "@"
                                + Topic.Spelling.symbol(RowText.text(row, "HistoricalDataSymbol")));
                forecast(row, name, receipt).ifPresent(data::add);
              }
              return data.isEmpty()
                  ? Outcome.bad(Refusal.NO_DATA, "has no forecast " + instrument)
                  : Outcome.good(data);
            });
  }

  private static Optional<MarketDatum> forecast(
      JsonNode row, InstrumentId instrument, Receipt receipt) {
    Optional<Instant> made = RowText.instant(row, "ForecastLastUpdate");
    @Nullable LocalDate known =
        made.map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)).orElse(null);
    List<Observation> quarters = new ArrayList<>();
    for (String quarter : QUARTERS) {
      Optional<LocalDate> end = RowText.date(row, quarter + "_date");
      OptionalDouble value = JsonBody.number(row.path(quarter));
      if (end.isPresent()) {
        quarters.add(new Observation(Cadence.QUARTERLY.firstDay(end.get()), value, known));
      }
    }
    Instant seen = made.orElse(receipt.receivedAt());
    return quarters.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Economic(
                instrument,
                RowText.text(row, "Title") + ", forecast",
                RowText.text(row, "Unit"),
                Cadence.QUARTERLY.code(),
                "",
                quarters,
                seen.isAfter(receipt.receivedAt()) ? receipt.seenNow() : receipt.seenAt(seen)));
  }
}
