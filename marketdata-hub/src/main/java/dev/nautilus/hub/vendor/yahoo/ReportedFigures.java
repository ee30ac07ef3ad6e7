package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The fundamentals time series: one datum for each figure and period, oldest first. Yahoo puts a
/// `null` where a period was not reported; such a period has no datum.
final class ReportedFigures {
  private ReportedFigures() {}

  static Outcome<List<MarketDatum>> read(
      HttpAnswer answer, InstrumentId instrument, Receipt receipt) {
    return YahooEnvelope.open(answer, "timeseries")
        .then(
            series -> {
              if (!series.path("result").isArray()) {
                return Outcome.bad(Refusal.GARBAGE, "answered a time series without a result");
              }
              List<Fundamental> figures = new ArrayList<>();
              for (JsonNode block : series.path("result")) {
                figures.addAll(block(block, instrument, receipt));
              }
              figures.sort(
                  Comparator.comparing(ReportedFigures::period)
                      .thenComparing(Fundamental::statement));
              return figures.isEmpty()
                  ? Outcome.bad(Refusal.NO_DATA, "has no reported figures of " + instrument)
                  : Outcome.good(List.copyOf(figures));
            });
  }

  private static LocalDate period(Fundamental figure) {
    return figure.asOf() == null ? LocalDate.MIN : figure.asOf();
  }

  private static List<Fundamental> block(JsonNode block, InstrumentId instrument, Receipt receipt) {
    List<Fundamental> figures = new ArrayList<>();
    for (JsonNode type : block.path("meta").path("type")) {
      String name = JsonBody.text(type).orElse("");
      for (JsonNode element : block.path(name)) {
        figure(name, element, instrument, receipt).ifPresent(figures::add);
      }
    }
    return figures;
  }

  private static Optional<Fundamental> figure(
      String name, JsonNode element, InstrumentId instrument, Receipt receipt) {
    OptionalDouble value = JsonBody.number(element.path("reportedValue").path("raw"));
    Optional<LocalDate> asOf = date(element.path("asOfDate"));
    if (name.isEmpty() || value.isEmpty() || asOf.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> texts = new TreeMap<>();
    JsonBody.text(element.path("periodType")).ifPresent(p -> texts.put("periodType", p));
    return Optional.of(
        new Fundamental(
            instrument,
            name,
            asOf.get(),
            JsonBody.text(element.path("currencyCode")).orElse(null),
            Map.of("reportedValue", value.getAsDouble()),
            texts,
            receipt.seenNow()));
  }

  private static Optional<LocalDate> date(JsonNode node) {
    try {
      return JsonBody.text(node).map(LocalDate::parse);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
