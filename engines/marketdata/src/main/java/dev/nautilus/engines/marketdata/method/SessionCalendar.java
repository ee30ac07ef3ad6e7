package dev.nautilus.engines.marketdata.method;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// When an exchange trades, and where that puts the edges of time bars.
///
/// Intraday bars are aligned to the epoch, left-closed, and end early at the open and the close of
/// the session, so that none reaches over them. A bar of a day holds the session only, and is named
/// by the local date at midnight UTC, as vendors name daily bars.
///
/// @param zone the exchange's time zone; its rules for summer time count
/// @param open first moment of the session, local
/// @param close end of the session, local, exclusive; equal to `open` when it trades round the
///   clock
/// @param everyDay whether it trades on Saturday and Sunday too
/// @param holidays days without a session
/// @param halfDays days that end early, with their close
public record SessionCalendar(
    ZoneId zone,
    LocalTime open,
    LocalTime close,
    boolean everyDay,
    Set<LocalDate> holidays,
    Map<LocalDate, LocalTime> halfDays) {

  private static final Duration DAY = Duration.ofDays(1);

  public SessionCalendar {
    holidays = Set.copyOf(holidays);
    halfDays = Map.copyOf(halfDays);
    if (close.isBefore(open)) {
      throw new IllegalArgumentException(
          "close must not lie before open, was " + open + " to " + close);
    }
  }

  /// Round the clock, every day, in UTC.
  public static SessionCalendar always() {
    return new SessionCalendar(
        ZoneOffset.UTC, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, true, Set.of(), Map.of());
  }

  /// The interval of a time bar.
  ///
  /// @param start what names the bar: for intraday bars its first instant
  /// @param end first instant that is no longer in it
  public record Slot(Instant start, Instant end) {}

  /// The session of a day.
  public Optional<Slot> session(LocalDate date) {
    boolean weekend =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    if (holidays.contains(date) || (weekend && !everyDay)) {
      return Optional.empty();
    }
    Instant from = date.atTime(open).atZone(zone).toInstant();
    LocalTime ends = halfDays.getOrDefault(date, close);
    LocalDate last = roundTheClock() ? date.plusDays(1) : date;
    return Optional.of(new Slot(from, last.atTime(ends).atZone(zone).toInstant()));
  }

  /// Whether an instant lies in a session.
  public boolean isOpen(Instant at) {
    return session(date(at))
        .filter(session -> !at.isBefore(session.start()) && at.isBefore(session.end()))
        .isPresent();
  }

  /// The slot that an instant belongs to; none for a day's bar outside the session.
  ///
  /// @param length of the bar: a day, or a part of a day
  public Optional<Slot> slot(Duration length, Instant at) {
    LocalDate date = date(at);
    Optional<Slot> session = session(date);
    if (length.equals(DAY)) {
      return session
          .filter(each -> !at.isBefore(each.start()) && at.isBefore(each.end()))
          .map(each -> new Slot(date.atStartOfDay(ZoneOffset.UTC).toInstant(), each.end()));
    }
    long seconds = length.toSeconds();
    Instant start =
        Instant.ofEpochSecond(at.getEpochSecond() - Math.floorMod(at.getEpochSecond(), seconds));
    Slot slot = new Slot(start, start.plus(length));
    if (session.isEmpty() || roundTheClock()) {
      return Optional.of(slot);
    }
    return Optional.of(cut(cut(slot, session.get().start(), at), session.get().end(), at));
  }

  private static Slot cut(Slot slot, Instant edge, Instant at) {
    if (!edge.isAfter(slot.start()) || !edge.isBefore(slot.end())) {
      return slot;
    }
    return at.isBefore(edge) ? new Slot(slot.start(), edge) : new Slot(edge, slot.end());
  }

  private boolean roundTheClock() {
    return close.equals(open);
  }

  private LocalDate date(Instant at) {
    return ZonedDateTime.ofInstant(at, zone).toLocalDate();
  }
}
