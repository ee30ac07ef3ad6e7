package dev.nautilus.bus.legacy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/// Times as legacy engines write them: decimal seconds since 1970, up to nine places are read.
/// Every entry of main Redis has one, so the usual form takes no detour over [BigDecimal].
final class DecimalSeconds {
  private static final int NANO_PLACES = 9;
  private static final int MOST_USUAL_DIGITS = 11;
  private static final int MOST_LENGTH = 40;

  private DecimalSeconds() {}

  /// @throws NumberFormatException when it is no such number
  /// @throws ArithmeticException when it has too many seconds
  /// @throws java.time.DateTimeException the same
  static Instant parse(String text) {
    int dot = text.indexOf('.');
    int whole = dot < 0 ? text.length() : dot;
    int places = dot < 0 ? 0 : text.length() - dot - 1;
    boolean usual = whole > 0 && whole <= MOST_USUAL_DIGITS && places <= NANO_PLACES;
    if (!usual || !isDigits(text, 0, whole) || !isDigits(text, whole + 1, text.length())) {
      return exactly(text);
    }
    long nanos = places == 0 ? 0 : Long.parseLong(text, dot + 1, text.length(), 10);
    for (int i = places; i < NANO_PLACES; i++) {
      nanos *= 10;
    }
    return Instant.ofEpochSecond(Long.parseLong(text, 0, whole, 10), nanos);
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Instant exactly(String text) {
    // An exponent would make a number of any length.
    if (text.length() > MOST_LENGTH || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      throw new NumberFormatException("too long, or with an exponent");
    }
    BigDecimal seconds = new BigDecimal(text);
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        whole.longValueExact(), seconds.subtract(whole).movePointRight(NANO_PLACES).longValue());
  }

  /// With as many places as it takes, one at least.
  static String text(Instant instant) {
    long seconds = instant.getEpochSecond();
    int nanos = instant.getNano();
    if (seconds < 0) {
      BigDecimal exact =
          BigDecimal.valueOf(seconds)
              .add(BigDecimal.valueOf(nanos, NANO_PLACES))
              .stripTrailingZeros();
      return (exact.scale() < 1 ? exact.setScale(1) : exact).toPlainString();
    }
    StringBuilder text = new StringBuilder(24).append(seconds).append('.');
    int from = text.length();
    text.append(nanos);
    while (text.length() < from + NANO_PLACES) {
      text.insert(from, '0');
    }
    int to = text.length();
    while (to > from + 1 && text.charAt(to - 1) == '0') {
      to--;
    }
    text.setLength(to);
    return text.toString();
  }
}
