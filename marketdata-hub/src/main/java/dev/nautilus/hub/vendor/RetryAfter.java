package dev.nautilus.hub.vendor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Reads the `Retry-After` header: seconds, or a date (RFC 9110, 10.2.3).
final class RetryAfter {
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /// How long to wait from now; null when the header is absent or makes no sense.
  static @Nullable Duration of(HttpAnswer answer, Instant now) {
    String value = answer.header("retry-after").strip();
    if (value.isEmpty()) {
      return null;
    }
    if (value.length() <= MOST_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeException notADate) {
      return null;
    }
  }
}
