package dev.nautilus.engines.analytics.method;

import dev.nautilus.quant.performance.Returns;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Returns compounded over the weeks, months, quarters or years of the calendar.
///
/// **Definition** `prod(1 + r) - 1` within each stretch. **Unit** fraction. **Source** empyrical,
/// `aggregate_returns`; weeks are those of ISO 8601, each counted to the year of its days.
public final class CalendarReturns {
  private CalendarReturns() {}

  /// How long a stretch is.
  public enum Stretch {
    /// Monday to Sunday.
    WEEKLY,
    /// A month of the calendar.
    MONTHLY,
    /// Three of them.
    QUARTERLY,
    /// January to December.
    YEARLY;

    String of(LocalDate date) {
      return switch (this) {
        case WEEKLY ->
            "%d-W%02d".formatted(date.getYear(), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        case MONTHLY -> "%d-%02d".formatted(date.getYear(), date.getMonthValue());
        case QUARTERLY -> "%d-Q%d".formatted(date.getYear(), date.get(IsoFields.QUARTER_OF_YEAR));
        case YEARLY -> String.valueOf(date.getYear());
      };
    }
  }

  /// Compounds.
  ///
  /// @param dates of the returns, ascending
  /// @return by stretch (`2026-01`, `2026-Q1`, `2026-W05`, `2026`), oldest first
  public static Map<String, Double> of(List<LocalDate> dates, double[] returns, Stretch stretch) {
    if (dates.size() != returns.length) {
      throw new IllegalArgumentException(
          "each return must have a date, were %d and %d".formatted(returns.length, dates.size()));
    }
    Map<String, List<Double>> groups = new LinkedHashMap<>();
    for (int i = 0; i < returns.length; i++) {
      groups.computeIfAbsent(stretch.of(dates.get(i)), _ -> new ArrayList<>()).add(returns[i]);
    }
    Map<String, Double> totals = new LinkedHashMap<>();
    groups.forEach(
        (name, group) ->
            totals.put(
                name, Returns.total(group.stream().mapToDouble(Double::doubleValue).toArray())));
    return totals;
  }

  /// How many periods a year has, from the median distance of their dates: 252, 52, 12, 4 or 1.
  ///
  /// @throws IllegalArgumentException for fewer than two dates
  public static double periodsPerYear(List<LocalDate> dates) {
    if (dates.size() < 2) {
      throw new IllegalArgumentException("dates must be 2 or more, were " + dates.size());
    }
    long[] days = new long[dates.size() - 1];
    Arrays.setAll(days, i -> ChronoUnit.DAYS.between(dates.get(i), dates.get(i + 1)));
    Arrays.sort(days);
    long median = days[days.length / 2];
    if (median <= 4) {
      return 252;
    }
    if (median <= 10) {
      return 52;
    }
    return median <= 45 ? 12 : median <= 120 ? 4 : 1;
  }
}
