package dev.nautilus.hub.vendor.tradingeconomics;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/// How often a series is observed, by the vendor's word for it.
enum Cadence {
  DAILY("Daily", "D", 1),
  WEEKLY("Weekly", "W", 7),
  BIWEEKLY("Biweekly", "BW", 14),
  MONTHLY("Monthly", "M", 31),
  QUARTERLY("Quarterly", "Q", 92),
  BIANNUAL("Biannually", "SA", 184),
  YEARLY("Yearly", "A", 366);

  private final String word;
  private final String code;
  private final int longestDays;

  Cadence(String word, String code, int longestDays) {
    this.word = word;
    this.code = code;
    this.longestDays = longestDays;
  }

  static Optional<Cadence> of(String word) {
    return Arrays.stream(values()).filter(c -> c.word.equalsIgnoreCase(word)).findFirst();
  }

  String code() {
    return code;
  }

  int longestDays() {
    return longestDays;
  }

  /// The first day of the period that a stamp names. The vendor stamps a period with its last day;
  /// any other day (a meeting of a central bank) is the day itself.
  LocalDate firstDay(LocalDate stamp) {
    LocalDate month = stamp.withDayOfMonth(1);
    if (!stamp.plusDays(1).equals(month.plusMonths(1))) {
      return stamp;
    }
    return switch (this) {
      case DAILY, WEEKLY, BIWEEKLY -> stamp;
      case MONTHLY -> month;
      case QUARTERLY -> month.minusMonths(2);
      case BIANNUAL -> month.minusMonths(5);
      case YEARLY -> month.minusMonths(11);
    };
  }
}
