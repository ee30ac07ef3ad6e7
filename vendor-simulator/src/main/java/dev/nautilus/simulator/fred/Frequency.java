package dev.nautilus.simulator.fred;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;

/// How often a series is observed; from the most to the least frequent.
enum Frequency {
  DAILY("D", "Daily", 261),
  WEEKLY("W", "Weekly", 52),
  MONTHLY("M", "Monthly", 12),
  QUARTERLY("Q", "Quarterly", 4),
  SEMIANNUAL("SA", "Semiannual", 2),
  ANNUAL("A", "Annual", 1);

  private final String code;
  private final String text;
  private final int perYear;

  Frequency(String code, String text, int perYear) {
    this.code = code;
    this.text = text;
    this.perYear = perYear;
  }

  static Optional<Frequency> parse(String code) {
    return Arrays.stream(values()).filter(f -> f.code.equalsIgnoreCase(code)).findFirst();
  }

  String code() {
    return code;
  }

  String text() {
    return text;
  }

  int perYear() {
    return perYear;
  }

  /// The observation after this one.
  LocalDate next(LocalDate date) {
    return switch (this) {
      case DAILY -> weekday(date.plusDays(1));
      case WEEKLY -> date.plusWeeks(1);
      case MONTHLY -> date.plusMonths(1);
      case QUARTERLY -> date.plusMonths(3);
      case SEMIANNUAL -> date.plusMonths(6);
      case ANNUAL -> date.plusYears(1);
    };
  }

  /// First day of the period that holds the date; weeks are named by the Friday that ends them.
  LocalDate period(LocalDate date) {
    return switch (this) {
      case DAILY -> date;
      case WEEKLY -> date.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
      case MONTHLY -> date.withDayOfMonth(1);
      case QUARTERLY -> startOf(date, 3);
      case SEMIANNUAL -> startOf(date, 6);
      case ANNUAL -> date.withDayOfYear(1);
    };
  }

  /// Last day that an observation of this date is about.
  LocalDate end(LocalDate date) {
    return this == DAILY || this == WEEKLY ? date : next(date).minusDays(1);
  }

  private static LocalDate startOf(LocalDate date, int months) {
    return date.withDayOfMonth(1).minusMonths((date.getMonthValue() - 1L) % months);
  }

  private static LocalDate weekday(LocalDate date) {
    return switch (date.getDayOfWeek()) {
      case SATURDAY -> date.plusDays(2);
      case SUNDAY -> date.plusDays(1);
      default -> date;
    };
  }
}
