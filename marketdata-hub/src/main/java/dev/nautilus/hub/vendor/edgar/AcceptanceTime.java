package dev.nautilus.hub.vendor.edgar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// When a filing was accepted. `acceptanceDateTime` ends in `Z`, but many are New York's wall time:
/// a release of 16:30 in New York says `16:30:33.000Z`.
///
/// So it is read as New York's time, which is never too early: who acts on a filing must not seem
/// to have known it hours before. Only where that reading is impossible is it UTC: outside the
/// hours in which filings are taken, or after we already had it.
final class AcceptanceTime {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /// EDGAR takes filings from 6:00 to 22:00 (SEC, "EDGAR calendar"); a little is left for delay.
  private static final LocalTime OPENS = LocalTime.of(6, 0);

  private static final LocalTime CLOSES = LocalTime.of(22, 15);

  private AcceptanceTime() {}

  /// @param stamp as sent; any other text means that only the day is known, and then its last hour
  ///   counts
  /// @param filed day of filing
  static Instant read(String stamp, LocalDate filed, Instant receivedAt) {
    LocalDateTime time;
    try {
      time = LocalDateTime.ofInstant(Instant.parse(stamp), ZoneOffset.UTC);
    } catch (DateTimeException notAStamp) {
      return latest(filed, receivedAt);
    }
    Instant newYork = time.atZone(NEW_YORK).toInstant();
    boolean closed = time.toLocalTime().isBefore(OPENS) || time.toLocalTime().isAfter(CLOSES);
    return closed || newYork.isAfter(receivedAt)
        ? earlier(time.toInstant(ZoneOffset.UTC), receivedAt)
        : newYork;
  }

  /// When a filing of that day was known at the latest.
  static Instant latest(LocalDate filed, Instant receivedAt) {
    return earlier(filed.atTime(CLOSES).atZone(NEW_YORK).toInstant(), receivedAt);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
