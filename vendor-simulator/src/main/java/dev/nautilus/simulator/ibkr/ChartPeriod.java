package dev.nautilus.simulator.ibkr;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A period such as `2h` or `3m`, and which bars it may be cut into.
///
/// @param length a month has 30 days here, a year 365
record ChartPeriod(Duration length) {
  private static final Pattern SYNTAX = Pattern.compile("([1-9][0-9]{0,3})(min|h|d|w|m|y)");

  /// Up to which length, by the documentation's table of step sizes, which bars are allowed.
  private enum Step {
    MINUTE(Duration.ofMinutes(1), BarCut.MINUTE_1, BarCut.MINUTE_1),
    DAY(Duration.ofDays(1), BarCut.MINUTE_1, BarCut.HOUR_8),
    WEEK(Duration.ofDays(7), BarCut.MINUTE_10, BarCut.WEEK),
    MONTH(Duration.ofDays(31), BarCut.HOUR_1, BarCut.MONTH),
    QUARTER(Duration.ofDays(93), BarCut.HOUR_2, BarCut.MONTH),
    HALF_YEAR(Duration.ofDays(186), BarCut.HOUR_4, BarCut.MONTH),
    YEAR(Duration.ofDays(366), BarCut.HOUR_8, BarCut.MONTH),
    THREE_YEARS(Duration.ofDays(3 * 366L), BarCut.DAY, BarCut.MONTH),
    LONGER(Duration.ofDays(15 * 366L), BarCut.WEEK, BarCut.MONTH);

    private final Duration longest;
    private final BarCut from;
    private final BarCut to;

    Step(Duration longest, BarCut from, BarCut to) {
      this.longest = longest;
      this.from = from;
      this.to = to;
    }
  }

  static Optional<ChartPeriod> of(String text) {
    Matcher match = SYNTAX.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    int count = Integer.parseInt(match.group(1));
    int most =
        switch (match.group(2)) {
          case "min" -> 30;
          case "h" -> 8;
          case "d" -> 1000;
          case "w" -> 792;
          case "m" -> 182;
          default -> 15;
        };
    Duration length =
        switch (match.group(2)) {
          case "min" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          case "w" -> Duration.ofDays(7L * count);
          case "m" -> Duration.ofDays(30L * count);
          default -> Duration.ofDays(365L * count);
        };
    return count > most ? Optional.empty() : Optional.of(new ChartPeriod(length));
  }

  /// A day's bar may be had for any number of days, though the table begins at a week.
  boolean allows(BarCut cut) {
    if (cut == BarCut.DAY && length.compareTo(Step.WEEK.longest) <= 0) {
      return true;
    }
    return Arrays.stream(Step.values())
        .filter(step -> length.compareTo(step.longest) <= 0)
        .findFirst()
        .map(step -> cut.compareTo(step.from) >= 0 && cut.compareTo(step.to) <= 0)
        .orElse(false);
  }
}
