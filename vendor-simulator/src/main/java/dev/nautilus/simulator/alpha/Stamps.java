package dev.nautilus.simulator.alpha;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How the vendor writes times and numbers.
final class Stamps {
  static final ZoneId EASTERN = ZoneId.of("America/New_York");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Stamps() {}

  static String seconds(Instant at, ZoneId zone) {
    return SECONDS.format(at.atZone(zone));
  }

  static String number(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  /// Money of statements has no fractions.
  static String money(double value) {
    return Long.toString(Math.round(value));
  }
}
