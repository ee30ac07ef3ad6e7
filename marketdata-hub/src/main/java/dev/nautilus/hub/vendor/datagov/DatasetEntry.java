package dev.nautilus.hub.vendor.datagov;

import dev.nautilus.hub.vendor.JsonBody;
import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.Economic;
import dev.nautilus.message.InstrumentId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A data set, as either API describes it.
///
/// @param slug its name in URLs
/// @param frequency how often it is renewed, short (`M`); empty when irregular or not said
/// @param changedAt when the catalog saw it last; empty when not said
record DatasetEntry(String slug, String title, String frequency, Optional<Instant> changedAt) {
  static final String PREFIX = "DATAGOV:";

  /// Repeating intervals of ISO 8601, as DCAT-US has them.
  private static final Map<String, String> FREQUENCIES =
      Map.of(
          "R/P1D", "D",
          "R/P7D", "W",
          "R/P1W", "W",
          "R/P1M", "M",
          "R/P3M", "Q",
          "R/P6M", "SA",
          "R/P1Y", "A");

  /// A result of the new API.
  static Optional<DatasetEntry> v4(JsonNode result) {
    JsonNode dcat = result.path("dcat");
    Optional<Instant> changed = time(result.path("last_harvested_date"));
    return entry(
        result.path("slug"),
        result.path("title"),
        dcat.path("accrualPeriodicity"),
        changed.isPresent() ? changed : time(dcat.path("modified")));
  }

  /// A package of the old API; some of its packages are no data sets but where those come from.
  static Optional<DatasetEntry> ckan(JsonNode item) {
    if (!item.path("type").asString("dataset").equals("dataset")) {
      return Optional.empty();
    }
    JsonNode frequency = item.path("frequency");
    for (JsonNode extra : item.path("extras")) {
      if (extra.path("key").asString("").equals("accrualPeriodicity")) {
        frequency = extra.path("value");
      }
    }
    return entry(
        item.path("name"), item.path("title"), frequency, time(item.path("metadata_modified")));
  }

  private static Optional<DatasetEntry> entry(
      JsonNode slug, JsonNode title, JsonNode frequency, Optional<Instant> changedAt) {
    return JsonBody.text(slug)
        .map(
            name ->
                new DatasetEntry(
                    name,
                    JsonBody.text(title).orElse(name),
                    FREQUENCIES.getOrDefault(JsonBody.text(frequency).orElse(""), ""),
                    changedAt));
  }

  /// As a series without values; empty when no instrument may be called so.
  Optional<Economic> described(Receipt receipt) {
    Instant seen =
        changedAt.filter(at -> at.isBefore(receipt.receivedAt())).orElse(receipt.receivedAt());
    try {
      return Optional.of(
          new Economic(
              InstrumentId.of(PREFIX + slug),
              title,
              "",
              frequency,
              "",
              List.of(),
              receipt.seenAt(seen)));
    } catch (IllegalArgumentException notAnInstrument) {
      return Optional.empty();
    }
  }

  /// A time with a zone, without one, or only a day.
  private static Optional<Instant> time(JsonNode node) {
    String text = JsonBody.text(node).orElse("");
    try {
      if (!text.contains("T")) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      return Optional.of(
          text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
