package dev.nautilus.hub.vendor.tradingeconomics;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A value as the calendar prints it: `5.9%`, `€-4.63M`, `$387M`.
///
/// @param value as printed, without its thousands, millions or billions
/// @param currency before the number; empty for none
/// @param scale `K`, `M`, `B` or `T`; empty for none
/// @param unit behind it (`%`); empty for none
record PrintedAmount(double value, String currency, String scale, String unit) {
  private static final Pattern PRINTED =
      Pattern.compile(
          "([-+]?)([^\\d\\s.+\\-]{0,4})([-+]?)(\\d[\\d,]{0,20}(?:\\.\\d{1,15})?)\\s*([KMBT]?)(\\D{0,20})");

  /// Empty for an empty text and for one that is no amount.
  static Optional<PrintedAmount> parse(String text) {
    Matcher printed = PRINTED.matcher(text.strip());
    if (!printed.matches()) {
      return Optional.empty();
    }
    double size = Double.parseDouble(printed.group(4).replace(",", ""));
    boolean negative = printed.group(1).equals("-") || printed.group(3).equals("-");
    return Optional.of(
        new PrintedAmount(
            negative ? -size : size, printed.group(2), printed.group(5), printed.group(6).strip()));
  }

  /// The unit of the value, in the vendor's words.
  String units() {
    return currency + scale + unit;
  }

  /// The value in another scale.
  double in(String other) {
    return scale.equals(other) ? value : value * factor(scale) / factor(other);
  }

  private static double factor(String scale) {
    return switch (scale) {
      case "K" -> 1e3;
      case "M" -> 1e6;
      case "B" -> 1e9;
      case "T" -> 1e12;
      default -> 1;
    };
  }
}
