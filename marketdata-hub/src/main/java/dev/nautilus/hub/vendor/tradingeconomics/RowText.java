package dev.nautilus.hub.vendor.tradingeconomics;

import dev.nautilus.hub.vendor.JsonBody;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Texts and times of a row. Texts may be padded with blanks; an empty one is missing. Times have
/// no zone and are UTC.
final class RowText {
  /// `12/02/2024` is the twelfth of February.
  private static final DateTimeFormatter DAY_FIRST =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

  private RowText() {}

  static String text(JsonNode row, String field) {
    return JsonBody.text(row.path(field)).map(String::strip).orElse("");
  }

  /// `2023-01-13T07:46:30.793`, with a fraction of any length or none.
  static Optional<LocalDateTime> time(JsonNode row, String field) {
    String text = text(row, field);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDateTime.parse(text));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  static Optional<Instant> instant(JsonNode row, String field) {
    return time(row, field).map(at -> at.toInstant(ZoneOffset.UTC));
  }

  static Optional<LocalDate> date(JsonNode row, String field) {
    return time(row, field).map(LocalDateTime::toLocalDate);
  }

  /// A date of a price history.
  static Optional<LocalDate> dayFirst(JsonNode row, String field) {
    try {
      return Optional.of(LocalDate.parse(text(row, field), DAY_FIRST));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
