package dev.nautilus.engines.factor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The day that names a daily bar: its start is that date at midnight UTC.
final class DateOf {
  private DateOf() {}

  static LocalDate utc(Instant start) {
    return start.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
