package dev.nautilus.simulator.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The calendar of the simulated exchange: sessions are UTC days, counted from the first one, and
/// their minutes weigh more at the edges than in the middle.
final class Sessions {
  static final int MINUTES = 1440;
  static final int SECONDS_PER_MINUTE = 60;
  static final int SECONDS = MINUTES * SECONDS_PER_MINUTE;
  static final int PER_YEAR = 365;

  private static final int LAST_DAY = 40 * PER_YEAR;
  private static final double EDGE_WEIGHT = 1.6;
  private static final double[] WEIGHTS = weights();

  private Sessions() {}

  static int day(Instant instant) {
    return day(instant.atOffset(ZoneOffset.UTC).toLocalDate());
  }

  static int day(LocalDate date) {
    long day = date.toEpochDay() - Market.FIRST_DAY.toEpochDay();
    if (day < 0 || day > LAST_DAY) {
      throw new IllegalArgumentException(
          "must be within 40 years from " + Market.FIRST_DAY + ", was " + date);
    }
    return (int) day;
  }

  static LocalDate date(int day) {
    return Market.FIRST_DAY.plusDays(day);
  }

  static Instant start(int day) {
    return date(day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  static Instant at(int day, int minute) {
    return start(day).plusSeconds((long) minute * SECONDS_PER_MINUTE);
  }

  static int second(Instant instant) {
    return (int) Math.floorMod(instant.getEpochSecond(), (long) SECONDS);
  }

  static int minute(Instant instant) {
    return second(instant) / SECONDS_PER_MINUTE;
  }

  /// Share of the session's variance and volume that falls into a minute; all minutes sum to 1.
  static double weight(int minute) {
    return WEIGHTS[minute];
  }

  private static double[] weights() {
    double[] weights = new double[MINUTES];
    double sum = 0;
    for (int i = 0; i < MINUTES; i++) {
      double fromMiddle = Math.abs(2 * (i + 0.5) / MINUTES - 1);
      double squared = fromMiddle * fromMiddle;
      weights[i] = 1 + EDGE_WEIGHT * squared * squared;
      sum += weights[i];
    }
    for (int i = 0; i < MINUTES; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
