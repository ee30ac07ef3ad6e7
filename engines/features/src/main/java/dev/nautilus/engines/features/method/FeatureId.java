package dev.nautilus.engines.features.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `name(params)@spec`, e.g. `rsi(14)@1m`: which measure, with which numbers, on which stream.
///
/// @param params every parameter, published values filled in
/// @param spec interval of the candles (`1m`, `5s`, `1d`, `100tick`), `quote` or `trade`
public record FeatureId(String name, List<Double> params, String spec) {

  private static final Pattern FORM =
      Pattern.compile(
          "([a-z][a-z0-9_]*)(?:\\(([^()]*)\\))?@(quote|trade|[1-9][0-9]*(?:ms|s|m|h|d|w|tick))");

  public FeatureId {
    params = List.copyOf(params);
  }

  /// Canonical text: parameters in order, whole numbers without a point.
  public String text() {
    return call() + "@" + spec;
  }

  /// The part before the `@`.
  public String call() {
    if (params.isEmpty()) {
      return name;
    }
    return name + "(" + String.join(",", params.stream().map(FeatureId::plain).toList()) + ")";
  }

  @Override
  public String toString() {
    return text();
  }

  /// Reads the form only; [FeatureCatalog#parse] also knows the measures.
  static FeatureId read(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "feature id must look like rsi(14)@1m or microprice@quote or roll_trades@trade, was '"
              + text
              + "'");
    }
    String list = matcher.group(2);
    return new FeatureId(
        matcher.group(1), list == null ? List.of() : numbers(list, text), matcher.group(3));
  }

  private static List<Double> numbers(String list, String text) {
    List<Double> numbers = new ArrayList<>();
    for (String part : list.isBlank() ? new String[0] : list.split(",", -1)) {
      try {
        numbers.add(Double.valueOf(part.strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "parameters must be numbers, was '" + part + "' in '" + text + "'", e);
      }
    }
    return numbers;
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
