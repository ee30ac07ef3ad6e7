package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.hub.vendor.JsonBody;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Values of market data fields. They are strings with `,` between thousands, some with a letter
/// before or after the number; `""`, `"N/A"` and `"-"` say that there is none. The WebSocket sends
/// some of them as numbers.
final class FieldText {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9,]*(\\.[0-9]+)?");
  private static final Pattern ROUNDED =
      Pattern.compile("([+-]?[0-9][0-9,]*(?:\\.[0-9]+)?)\\s*([KMBT])");
  private static final Pattern LAST = Pattern.compile("([CH])?\\s*(\\S+)");
  private static final Pattern PLACEHOLDER = Pattern.compile("(?i)N/A|-+");

  private FieldText() {}

  /// A last price and what its letter says of it.
  ///
  /// @param isPreviousClose letter C: nothing traded yet since that close
  /// @param isHalted letter H: trading is halted
  record Last(double price, boolean isPreviousClose, boolean isHalted) {
    /// Whether it is the price of the newest trade.
    boolean isTraded() {
      return !isPreviousClose;
    }
  }

  /// A number; empty when there is none.
  static OptionalDouble number(JsonNode value) {
    if (value.isNumber()) {
      return JsonBody.number(value);
    }
    return text(value).map(FieldText::parsed).orElse(OptionalDouble.empty());
  }

  /// A size: a number that is not negative.
  static OptionalDouble size(JsonNode value) {
    OptionalDouble size = number(value);
    return size.isPresent() && size.getAsDouble() < 0 ? OptionalDouble.empty() : size;
  }

  /// A number that may be rounded to thousands or millions: `10.2K`, `54.1M`.
  static OptionalDouble rounded(JsonNode value) {
    Optional<Matcher> match =
        text(value).map(t -> ROUNDED.matcher(t.toUpperCase(Locale.ROOT))).filter(Matcher::matches);
    if (match.isEmpty()) {
      return number(value);
    }
    double factor =
        switch (match.get().group(2)) {
          case "K" -> 1e3;
          case "M" -> 1e6;
          case "B" -> 1e9;
          default -> 1e12;
        };
    OptionalDouble base = parsed(match.get().group(1));
    return base.isPresent() ? OptionalDouble.of(base.getAsDouble() * factor) : base;
  }

  /// Field 31; empty when there is no price.
  static Optional<Last> last(JsonNode value) {
    if (value.isNumber()) {
      OptionalDouble plain = JsonBody.number(value);
      return plain.isPresent()
          ? Optional.of(new Last(plain.getAsDouble(), false, false))
          : Optional.empty();
    }
    Optional<Matcher> match = text(value).map(LAST::matcher).filter(Matcher::matches);
    if (match.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble price = parsed(match.get().group(2));
    if (price.isEmpty()) {
      return Optional.empty();
    }
    String letter = match.get().group(1);
    return Optional.of(new Last(price.getAsDouble(), "C".equals(letter), "H".equals(letter)));
  }

  /// Words; empty when they are a placeholder.
  static Optional<String> text(JsonNode value) {
    return JsonBody.text(value)
        .map(String::strip)
        .filter(text -> !PLACEHOLDER.matcher(text).matches());
  }

  private static OptionalDouble parsed(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(text.replace(",", ""));
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
