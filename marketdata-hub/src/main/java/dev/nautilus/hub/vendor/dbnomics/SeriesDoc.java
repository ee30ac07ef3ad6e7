package dev.nautilus.hub.vendor.dbnomics;

import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.Economic.Observation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// One series as DBnomics gives it: its days and values are parallel lists.
///
/// @param frequency DBnomics' word (`monthly`)
/// @param dimensions code by dimension (`FREQ` to `M`)
/// @param indexedAt when DBnomics took it in; empty when it does not say
/// @param observations ascending; none when they were not asked for
record SeriesDoc(
    String provider,
    String dataset,
    String code,
    String name,
    String frequency,
    Map<String, String> dimensions,
    Optional<Instant> indexedAt,
    List<Observation> observations) {
  private static final String HOLE = "NA";

  SeriesDoc {
    dimensions = Map.copyOf(dimensions);
    observations = List.copyOf(observations);
  }

  static Outcome<SeriesDoc> read(JsonNode doc) {
    Optional<String> provider = JsonBody.text(doc.path("provider_code"));
    Optional<String> dataset = JsonBody.text(doc.path("dataset_code"));
    Optional<String> code = JsonBody.text(doc.path("series_code"));
    if (provider.isEmpty() || dataset.isEmpty() || code.isEmpty()) {
      return Outcome.bad(Refusal.GARBAGE, "answered a series without its name");
    }
    return observations(doc, code.get())
        .then(
            rows ->
                Outcome.good(
                    new SeriesDoc(
                        provider.get(),
                        dataset.get(),
                        code.get(),
                        JsonBody.text(doc.path("series_name"))
                            .or(() -> JsonBody.text(doc.path("dataset_name")))
                            .orElse(""),
                        JsonBody.text(doc.path("@frequency")).orElse(""),
                        dimensions(doc.path("dimensions")),
                        instant(doc.path("indexed_at")),
                        rows)));
  }

  private static Map<String, String> dimensions(JsonNode named) {
    Map<String, String> dimensions = new TreeMap<>();
    named
        .properties()
        .forEach(
            each ->
                JsonBody.text(each.getValue()).ifPresent(v -> dimensions.put(each.getKey(), v)));
    return dimensions;
  }

  private static Outcome<List<Observation>> observations(JsonNode doc, String code) {
    JsonNode days = doc.path("period_start_day");
    JsonNode values = doc.path("value");
    if (days.size() != values.size()) {
      return Outcome.bad(
          Refusal.GARBAGE,
          "answered %d days and %d values of %s".formatted(days.size(), values.size(), code));
    }
    List<Observation> rows = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      Optional<LocalDate> day = JsonBody.date(days.path(i));
      JsonNode value = values.path(i);
      OptionalDouble number = JsonBody.number(value);
      boolean hole = value.isNull() || (value.isString() && value.stringValue().equals(HOLE));
      if (day.isEmpty() || (number.isEmpty() && !hole)) {
        return Outcome.bad(
            Refusal.GARBAGE, "answered %s of %s as %s".formatted(days.path(i), code, value));
      }
      rows.add(new Observation(day.get(), number, null));
    }
    rows.sort(Comparator.comparing(Observation::date));
    return Outcome.good(rows);
  }

  static Optional<Instant> instant(JsonNode node) {
    try {
      return JsonBody.text(node).map(Instant::parse);
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
