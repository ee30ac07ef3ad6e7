package dev.nautilus.bench.engine;

import java.util.Locale;

/// What one operation costs, and what it may.
///
/// @param what in words
/// @param nanos mean of an operation
/// @param spread half of the 99.9 % confidence interval, in nanoseconds; `NaN` from one sample
/// @param goal most nanoseconds; infinite where the method states none
record UpdateCost(String what, double nanos, double spread, double goal) {
  private static final String[] UNITS = {"ns", "us", "ms", "s"};

  boolean isReached() {
    return nanos <= goal;
  }

  /// A row of the report.
  String row() {
    boolean stated = Double.isFinite(goal);
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            what,
            time(nanos),
            Double.isNaN(spread) ? "-" : time(spread),
            stated ? "at most " + time(goal) : "none stated",
            stated ? (isReached() ? "reached" : "**not reached**") : "-");
  }

  /// In the largest unit of which there is at least one, with three digits.
  static String time(double nanos) {
    double value = nanos;
    int unit = 0;
    while (value >= 1_000 && unit < UNITS.length - 1) {
      value /= 1_000;
      unit++;
    }
    String format = value >= 100 ? "%.0f %s" : value >= 10 ? "%.1f %s" : "%.2f %s";
    return String.format(Locale.ROOT, format, value, UNITS[unit]);
  }
}
