package dev.nautilus.simulator.yahoo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The bar lengths Yahoo offers, and how far back it keeps them.
///
/// Retention in days: 0 means for ever. Minutes: 0 means built from daily bars.
enum Interval {
  ONE_MINUTE("1m", 1, 30),
  TWO_MINUTES("2m", 2, 60),
  FIVE_MINUTES("5m", 5, 60),
  FIFTEEN_MINUTES("15m", 15, 60),
  THIRTY_MINUTES("30m", 30, 60),
  SIXTY_MINUTES("60m", 60, 730),
  NINETY_MINUTES("90m", 90, 60),
  ONE_HOUR("1h", 60, 730),
  ONE_DAY("1d", 0, 0),
  FIVE_DAYS("5d", 0, 0),
  ONE_WEEK("1wk", 0, 0),
  ONE_MONTH("1mo", 0, 0),
  THREE_MONTHS("3mo", 0, 0);

  private final String text;
  private final int minutes;
  private final int daysKept;

  Interval(String text, int minutes, int daysKept) {
    this.text = text;
    this.minutes = minutes;
    this.daysKept = daysKept;
  }

  static Optional<Interval> parse(String text) {
    return Arrays.stream(values()).filter(interval -> interval.text.equals(text)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(i -> i.text).collect(Collectors.joining(", ", "[", "]"));
  }

  String text() {
    return text;
  }

  boolean intraday() {
    return minutes > 0;
  }

  int minutes() {
    return minutes;
  }

  int daysKept() {
    return daysKept;
  }

  /// First day of the bar that holds this day.
  LocalDate bucket(LocalDate day) {
    return switch (this) {
      case ONE_WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case FIVE_DAYS -> LocalDate.ofEpochDay(day.toEpochDay() - Math.floorMod(day.toEpochDay(), 5));
      case ONE_MONTH -> day.withDayOfMonth(1);
      case THREE_MONTHS -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3L);
      default -> day;
    };
  }
}
