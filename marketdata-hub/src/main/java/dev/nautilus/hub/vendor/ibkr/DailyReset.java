package dev.nautilus.hub.vendor.ibkr;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/// The time of day at which a region's servers are reset, and every session with them.
///
/// @param at local time of its beginning
/// @param lasts how long it may take
record DailyReset(ZoneId zone, LocalTime at, Duration lasts) {

  /// When the newest one began.
  Instant newest(Instant now) {
    ZonedDateTime local = now.atZone(zone);
    ZonedDateTime today = local.toLocalDate().atTime(at).atZone(zone);
    return (today.isAfter(local) ? local.toLocalDate().minusDays(1).atTime(at).atZone(zone) : today)
        .toInstant();
  }

  /// Whether one began since.
  boolean isBetween(Instant since, Instant now) {
    return since.isBefore(newest(now));
  }

  /// How much longer one may take; empty when none is on.
  Optional<Duration> left(Instant now) {
    Duration left = Duration.between(now, newest(now).plus(lasts));
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }
}
