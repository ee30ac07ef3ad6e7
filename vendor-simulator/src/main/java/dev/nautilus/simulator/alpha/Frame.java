package dev.nautilus.simulator.alpha;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;

/// How the bars of a function are cut.
enum Frame {
  INTRADAY("Intraday"),
  DAILY("Daily"),
  WEEKLY("Weekly"),
  MONTHLY("Monthly");

  private final String word;

  Frame(String word) {
    this.word = word;
  }

  /// By the name of a function: `TIME_SERIES_DAILY`, `FX_WEEKLY`.
  static Optional<Frame> of(String function) {
    return function.matches("(TIME_SERIES|FX|CRYPTO|DIGITAL_CURRENCY)_[A-Z]+")
        ? Arrays.stream(values()).filter(f -> function.endsWith("_" + f.name())).findFirst()
        : Optional.empty();
  }

  String word() {
    return word;
  }

  /// First day of the bar that holds a day.
  LocalDate firstDay(LocalDate day) {
    return switch (this) {
      case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTHLY -> day.withDayOfMonth(1);
      default -> day;
    };
  }

  /// The day that a bar is dated by: its last one, or today while it runs.
  LocalDate stamp(LocalDate firstDay, LocalDate today) {
    LocalDate last =
        switch (this) {
          case WEEKLY -> firstDay.plusDays(6);
          case MONTHLY -> firstDay.plusMonths(1).minusDays(1);
          default -> firstDay;
        };
    return last.isAfter(today) ? today : last;
  }
}
