package dev.nautilus.simulator.ibkr;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;

/// The bars there are, in the order of their length.
enum BarCut {
  MINUTE_1("1min", 1),
  MINUTE_2("2min", 2),
  MINUTE_3("3min", 3),
  MINUTE_5("5min", 5),
  MINUTE_10("10min", 10),
  MINUTE_15("15min", 15),
  MINUTE_30("30min", 30),
  HOUR_1("1h", 60),
  HOUR_2("2h", 120),
  HOUR_3("3h", 180),
  HOUR_4("4h", 240),
  HOUR_8("8h", 480),
  DAY("1d", 0),
  WEEK("1w", 0),
  MONTH("1m", 0);

  private final String wire;
  private final int minutes;

  BarCut(String wire, int minutes) {
    this.wire = wire;
    this.minutes = minutes;
  }

  static Optional<BarCut> of(String wire) {
    return Arrays.stream(values()).filter(cut -> cut.wire.equals(wire)).findFirst();
  }

  /// 0 for a day and longer.
  int minutes() {
    return minutes;
  }

  long seconds() {
    return switch (this) {
      case DAY -> 86_400;
      case WEEK -> 7 * 86_400;
      case MONTH -> 30 * 86_400;
      default -> 60L * minutes;
    };
  }

  /// The first date of the bar that holds this one.
  LocalDate bucket(LocalDate date) {
    return switch (this) {
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> date.withDayOfMonth(1);
      default -> date;
    };
  }
}
