package dev.nautilus.quant.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// The intervals in which trading can happen: bars of one length from midnight on, within the hours
/// of a session.
///
/// A bar in which nothing traded is an observation (the price did not change) if its day is a
/// trading day, so it must be known how many there are between two bars that traded. Days without
/// any trade are no trading days.
///
/// @param bar length of a bar; a day must be a whole number of them
/// @param zone where the day begins and the session hours are meant
/// @param open first instant of the session, a whole number of bars after midnight
/// @param close first instant after it; midnight for a session that lasts to the day's end
public record TradingGrid(Duration bar, ZoneId zone, LocalTime open, LocalTime close) {
  private static final Duration DAY = Duration.ofDays(1);

  public TradingGrid {
    if (!bar.isPositive() || DAY.toNanos() % bar.toNanos() != 0) {
      throw new IllegalArgumentException("a day must be a whole number of bars, bar was " + bar);
    }
    if (open.toNanoOfDay() % bar.toNanos() != 0 || close.toNanoOfDay() % bar.toNanos() != 0) {
      throw new IllegalArgumentException(
          "open and close must lie on whole bars of %s, were %s and %s"
              .formatted(bar, open, close));
    }
    if (!lastsTheDay(close) && !open.isBefore(close)) {
      throw new IllegalArgumentException(
          "open must lie before close on one day, was %s to %s".formatted(open, close));
    }
  }

  /// Around the clock, days of UTC: the convention of the batch reference.
  public static TradingGrid wholeDays(Duration bar) {
    return new TradingGrid(bar, ZoneOffset.UTC, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
  }

  /// Start of the bar that an instant falls into.
  public Instant barOf(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    long slot = local.toLocalTime().toNanoOfDay() / bar.toNanos();
    return local
        .toLocalDate()
        .atTime(LocalTime.ofNanoOfDay(slot * bar.toNanos()))
        .atZone(zone)
        .withEarlierOffsetAtOverlap()
        .toInstant();
  }

  /// The trading day of an instant.
  public LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  /// Whether an instant lies within session hours.
  public boolean trades(Instant at) {
    LocalTime time = LocalTime.ofInstant(at, zone);
    return !time.isBefore(open) && (lastsTheDay(close) || time.isBefore(close));
  }

  /// Session bars from the one after `bar` to the end of its day.
  public long emptyAfter(Instant barStart) {
    return slots(barStart.plus(bar), sessionEnd(day(barStart)));
  }

  /// Session bars of a bar's day before it.
  public long emptyBefore(Instant barStart) {
    return slots(sessionStart(day(barStart)), barStart);
  }

  /// Session bars strictly between two of one day.
  public long emptyBetween(Instant earlier, Instant later) {
    return slots(earlier.plus(bar), later);
  }

  private static boolean lastsTheDay(LocalTime close) {
    return close.equals(LocalTime.MIDNIGHT);
  }

  private long slots(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toNanos() / bar.toNanos());
  }

  private Instant sessionStart(LocalDate day) {
    return day.atTime(open).atZone(zone).toInstant();
  }

  private Instant sessionEnd(LocalDate day) {
    return lastsTheDay(close)
        ? day.plusDays(1).atStartOfDay(zone).toInstant()
        : day.atTime(close).atZone(zone).toInstant();
  }
}
