package dev.nautilus.hub.vendor.fred;

import dev.nautilus.hub.vendor.HttpAnswer;
import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Outcome;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.hub.vendor.fred.FredDocument.Metadata;
import dev.nautilus.hub.vendor.fred.FredDocument.Observations;
import dev.nautilus.hub.vendor.fred.FredDocument.Series;
import dev.nautilus.hub.vendor.fred.FredDocument.SeriesList;
import dev.nautilus.message.Economic.Observation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Recognises an answer by what is in it, not by what was asked for.
final class FredAnswers {
  private static final List<String> METADATA =
      List.of(
          "categories",
          "elements",
          "release_dates",
          "releases",
          "sources",
          "tags",
          "vintage_dates");

  /// US Central time with a two-digit offset: `2024-12-19 07:55:01-06`.
  private static final DateTimeFormatter LAST_UPDATED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssX", Locale.ROOT);

  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?(E[-+]?\\d{1,3})?");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.\\-]{1,100}");

  private FredAnswers() {}

  static Outcome<FredDocument> read(HttpAnswer answer) {
    return FredErrors.open(answer).then(FredAnswers::recognise);
  }

  private static Outcome<FredDocument> recognise(JsonNode json) {
    if (json.path("observations").isArray()) {
      return observations(json);
    }
    // FRED's own spelling.
    if (json.path("seriess").isArray()) {
      List<Series> series = new ArrayList<>();
      for (JsonNode one : json.path("seriess")) {
        series(one).ifPresent(series::add);
      }
      return Outcome.good(new SeriesList(series, count(json, series.size())));
    }
    return METADATA.stream()
        .filter(kind -> json.path(kind).isContainer())
        .findFirst()
        .<Outcome<FredDocument>>map(
            kind -> Outcome.good(new Metadata(kind, json.path(kind).size())))
        .orElseGet(() -> Outcome.bad(Refusal.GARBAGE, "answered JSON that is none of its forms"));
  }

  private static Optional<Series> series(JsonNode one) {
    return JsonBody.text(one.path("id"))
        .filter(id -> ID.matcher(id).matches())
        .map(
            id ->
                new Series(
                    id,
                    text(one, "title"),
                    text(one, "units"),
                    text(one, "frequency_short"),
                    text(one, "seasonal_adjustment_short"),
                    lastUpdated(text(one, "last_updated"))));
  }

  private static Outcome<FredDocument> observations(JsonNode json) {
    LocalDate spanStart = date(json.path("realtime_start"));
    LocalDate spanEnd = date(json.path("realtime_end"));
    if (spanStart == null || spanEnd == null) {
      return Outcome.bad(Refusal.GARBAGE, "answered observations without a real-time period");
    }
    List<Observation> rows = new ArrayList<>();
    for (JsonNode row : json.path("observations")) {
      LocalDate date = date(row.path("date"));
      String value = JsonBody.text(row.path("value")).orElse("");
      boolean hole = value.equals(".");
      if (date == null || (!hole && !NUMBER.matcher(value).matches())) {
        return Outcome.bad(
            Refusal.GARBAGE, "answered an observation of '%s' as '%s'".formatted(date, value));
      }
      rows.add(
          new Observation(
              date,
              hole ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value)),
              knownFrom(row, spanStart)));
    }
    rows.sort(
        Comparator.comparing(Observation::date)
            .thenComparing(
                Observation::knownFrom, Comparator.nullsFirst(Comparator.naturalOrder())));
    return Outcome.good(new Observations(rows, count(json, rows.size()), spanEnd));
  }

  /// A value that begins with the span asked for may have been the published one long before; only
  /// one that begins inside it tells its first day.
  private static @Nullable LocalDate knownFrom(JsonNode row, LocalDate spanStart) {
    LocalDate from = date(row.path("realtime_start"));
    return from != null && from.isAfter(spanStart) ? from : null;
  }

  private static int count(JsonNode json, int atLeast) {
    long count = JsonBody.whole(json.path("count")).orElse(atLeast);
    return Math.clamp(count, atLeast, Integer.MAX_VALUE);
  }

  private static String text(JsonNode node, String field) {
    return JsonBody.text(node.path(field)).orElse("");
  }

  private static @Nullable LocalDate date(JsonNode node) {
    try {
      return JsonBody.text(node).map(LocalDate::parse).orElse(null);
    } catch (DateTimeException notADate) {
      return null;
    }
  }

  private static Optional<Instant> lastUpdated(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, LAST_UPDATED).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
