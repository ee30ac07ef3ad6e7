package dev.nautilus.hub.vendor.alpha;

import dev.nautilus.message.BarSpec;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;

/// How the vendor cuts bars.
enum SeriesInterval {
  MINUTE_1("1min", "1m", Duration.ofMinutes(1)),
  MINUTE_5("5min", "5m", Duration.ofMinutes(5)),
  MINUTE_15("15min", "15m", Duration.ofMinutes(15)),
  MINUTE_30("30min", "30m", Duration.ofMinutes(30)),
  HOUR("60min", "1h", Duration.ofHours(1)),
  DAY("DAILY", "1d", Duration.ofDays(1)),
  WEEK("WEEKLY", "1w", Duration.ofDays(7)),
  MONTH("MONTHLY", "1mo", Duration.ofDays(31));

  private final String wire;
  private final String code;
  private final Duration longest;

  SeriesInterval(String wire, String code, Duration longest) {
    this.wire = wire;
    this.code = code;
    this.longest = longest;
  }

  static Optional<SeriesInterval> of(BarSpec spec) {
    return Arrays.stream(values()).filter(i -> i.code.equals(spec.code())).findFirst();
  }

  /// By the name of a function and its parameter: `TIME_SERIES_DAILY`, `FX_INTRADAY` with `5min`.
  static Optional<SeriesInterval> ofWire(String function, String parameter) {
    return Arrays.stream(values())
        .filter(
            i ->
                i.isIntraday()
                    ? function.endsWith("_INTRADAY") && i.wire.equals(parameter)
                    : function.endsWith("_" + i.wire))
        .findFirst();
  }

  /// The value of the parameter `interval`, or the ending of a function's name.
  String wire() {
    return wire;
  }

  BarSpec spec() {
    return BarSpec.of(code);
  }

  /// Whether a bar has an instant; a day, a week or a month has a date.
  boolean isIntraday() {
    return compareTo(DAY) < 0;
  }

  /// The length of a bar, the longest one where they differ.
  Duration length() {
    return longest;
  }

  /// The first date of the bar that a row with this date is about. The vendor dates a week or a
  /// month by its last session.
  LocalDate firstDate(LocalDate date) {
    return switch (this) {
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> date.withDayOfMonth(1);
      default -> date;
    };
  }

  /// The first date after the bar that starts on this one.
  LocalDate nextDate(LocalDate first) {
    return switch (this) {
      case WEEK -> first.plusWeeks(1);
      case MONTH -> first.plusMonths(1);
      default -> first.plusDays(1);
    };
  }
}
