package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.hub.vendor.JsonBody;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Alpha Vantage writes everything as text: numbers, dates and what is missing.
final class AlphaText {
  /// US stock exchanges' time; the vendor's own when it names no other.
  static final ZoneId EASTERN = ZoneId.of("America/New_York");

  private static final Set<String> MISSING = Set.of("", "none", "-", ".", "null", "nan", "n/a");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?\\d{1,30}(\\.\\d{1,30})?([eE][-+]?\\d{1,3})?");
  private static final DateTimeFormatter STAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private AlphaText() {}

  /// Whether a text is one of the spellings of "missing".
  static boolean isMissing(String text) {
    return MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /// A number; empty for what is missing or none.
  static OptionalDouble number(String text) {
    String value = text.strip();
    return NUMBER.matcher(value).matches()
        ? OptionalDouble.of(Double.parseDouble(value))
        : OptionalDouble.empty();
  }

  /// A number, given as text or plainly.
  static OptionalDouble number(JsonNode node) {
    return node.isNumber() ? JsonBody.number(node) : number(JsonBody.text(node).orElse(""));
  }

  /// A date.
  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /// A date with a time of day, fractions of the second allowed.
  static Optional<LocalDateTime> time(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text.strip(), STAMP));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /// A time in a zone.
  static Optional<Instant> instant(String text, ZoneId zone) {
    return time(text).map(at -> at.atZone(zone).toInstant());
  }

  /// A zone by the vendor's name for it.
  static Optional<ZoneId> zone(String name) {
    try {
      return name.isBlank() ? Optional.empty() : Optional.of(ZoneId.of(name.strip()));
    } catch (DateTimeException noZone) {
      return Optional.empty();
    }
  }
}
