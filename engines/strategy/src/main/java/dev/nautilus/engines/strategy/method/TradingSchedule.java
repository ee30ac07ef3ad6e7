package dev.nautilus.engines.strategy.method;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// When a strategy goes into positions, and how often it ranks its instruments anew.
///
/// @param zone whose clock `from`, `to` and days are by
/// @param days on which it begins
/// @param from first moment
/// @param to first moment after it; the same as `from` for all day, earlier for overnight, which
///   belongs to the day on which it began
/// @param rebalance how often the ranks are taken
public record TradingSchedule(
    ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to, Rebalance rebalance) {
  private static final int MONTHS = 12;
  private static final int DAYS = 7;

  /// Days from the Monday before it to the first day of 1970, a Thursday.
  private static final int THURSDAY = 3;

  /// How often ranks are taken.
  public enum Rebalance {
    BAR,
    DAY,
    /// From Monday.
    WEEK,
    MONTH
  }

  public TradingSchedule {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("schedule must have a day, had none");
    }
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
  }

  /// Whether positions may be entered at a moment.
  public boolean isOpen(Instant at) {
    ZonedDateTime here = at.atZone(zone);
    LocalTime time = here.toLocalTime();
    DayOfWeek day = here.getDayOfWeek();
    if (from.equals(to)) {
      return days.contains(time.isBefore(from) ? day.minus(1) : day);
    }
    if (from.isBefore(to)) {
      return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
    }
    boolean evening = days.contains(day) && !time.isBefore(from);
    return evening || (days.contains(day.minus(1)) && time.isBefore(to));
  }

  /// Number of the period of the ranks that a moment lies in; equal for moments of one period.
  public long period(Instant at) {
    ZonedDateTime here = at.atZone(zone);
    return switch (rebalance) {
      case BAR -> at.getEpochSecond();
      case DAY -> here.toLocalDate().toEpochDay();
      case WEEK -> Math.floorDiv(here.toLocalDate().toEpochDay() + THURSDAY, DAYS);
      case MONTH -> (long) here.getYear() * MONTHS + here.getMonthValue();
    };
  }
}
