package dev.nautilus.hub.vendor.edgar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How long a figure counts. Fiscal quarters have 12 to 14 weeks and years 52 or 53, so lengths are
/// recognised by a span of days; `fy` and `fp` do not help, for they belong to the filing that
/// repeats a figure, not to the figure.
///
/// @param name `instant`, `quarter`, `half`, `nine-months`, `year`, or the number of days
record FactPeriod(String name) {
  private static final FactPeriod INSTANT = new FactPeriod("instant");

  /// @param start null for a figure at one instant
  static FactPeriod of(@Nullable LocalDate start, LocalDate end) {
    if (start == null) {
      return INSTANT;
    }
    long days = ChronoUnit.DAYS.between(start, end) + 1;
    if (days >= 80 && days <= 100) {
      return new FactPeriod("quarter");
    }
    if (days >= 170 && days <= 192) {
      return new FactPeriod("half");
    }
    if (days >= 260 && days <= 284) {
      return new FactPeriod("nine-months");
    }
    return new FactPeriod(days >= 350 && days <= 380 ? "year" : days + "-days");
  }
}
