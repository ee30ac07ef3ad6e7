package dev.nautilus.engines.collateral.method;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/// When US shares trade, and which days settle.
///
/// **Definition** 9:30 to 16:00 in New York on weekdays that are no holiday; 13:00 on the day after
/// Thanksgiving, on Christmas Eve and on July 3 when the day after them is the holiday. A holiday
/// on a Sunday is kept on Monday, on a Saturday on Friday, but New Year's not. **Source** NYSE Rule
/// 7.2. Days on which the exchange closed for another reason are not known here.
public final class MarketHours {
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final LocalTime EARLY = LocalTime.of(13, 0);
  private static final int JUNETEENTH_SINCE = 2022;

  private MarketHours() {}

  /// Whether shares trade.
  ///
  /// @param newYork local time there
  public static boolean isOpen(LocalDateTime newYork) {
    LocalDate date = newYork.toLocalDate();
    LocalTime time = newYork.toLocalTime();
    LocalTime close = closesEarly(date) ? EARLY : CLOSE;
    return isTradingDay(date) && !time.isBefore(OPEN) && time.isBefore(close);
  }

  /// Whether it is a weekday that is no holiday.
  public static boolean isTradingDay(LocalDate date) {
    return date.getDayOfWeek() != DayOfWeek.SATURDAY
        && date.getDayOfWeek() != DayOfWeek.SUNDAY
        && !isHoliday(date);
  }

  /// So many trading days later.
  public static LocalDate after(LocalDate date, int tradingDays) {
    LocalDate day = date;
    for (int left = tradingDays; left > 0; ) {
      day = day.plusDays(1);
      left -= isTradingDay(day) ? 1 : 0;
    }
    return day;
  }

  private static boolean isHoliday(LocalDate date) {
    int year = date.getYear();
    return date.equals(newYear(year))
        || date.equals(nth(year, Month.JANUARY, DayOfWeek.MONDAY, 3))
        || date.equals(nth(year, Month.FEBRUARY, DayOfWeek.MONDAY, 3))
        || date.equals(easter(year).minusDays(2))
        || date.equals(
            LocalDate.of(year, Month.MAY, 31)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))
        || (year >= JUNETEENTH_SINCE && date.equals(kept(LocalDate.of(year, Month.JUNE, 19))))
        || date.equals(kept(LocalDate.of(year, Month.JULY, 4)))
        || date.equals(nth(year, Month.SEPTEMBER, DayOfWeek.MONDAY, 1))
        || date.equals(thanksgiving(year))
        || date.equals(kept(LocalDate.of(year, Month.DECEMBER, 25)));
  }

  private static LocalDate newYear(int year) {
    LocalDate day = LocalDate.of(year, Month.JANUARY, 1);
    return day.getDayOfWeek() == DayOfWeek.SATURDAY ? day : kept(day);
  }

  private static LocalDate thanksgiving(int year) {
    return nth(year, Month.NOVEMBER, DayOfWeek.THURSDAY, 4);
  }

  private static boolean closesEarly(LocalDate date) {
    int year = date.getYear();
    return date.equals(thanksgiving(year).plusDays(1))
        || date.equals(LocalDate.of(year, Month.DECEMBER, 24))
        || date.equals(LocalDate.of(year, Month.JULY, 3));
  }

  private static LocalDate nth(int year, Month month, DayOfWeek day, int which) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(which, day));
  }

  private static LocalDate kept(LocalDate holiday) {
    return switch (holiday.getDayOfWeek()) {
      case SATURDAY -> holiday.minusDays(1);
      case SUNDAY -> holiday.plusDays(1);
      default -> holiday;
    };
  }

  /// Easter Sunday (the anonymous Gregorian computus; Meeus 1991, Astronomical Algorithms, ch. 8).
  private static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return LocalDate.of(year, f / 31, f % 31 + 1);
  }
}
