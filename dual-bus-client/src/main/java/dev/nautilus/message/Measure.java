package dev.nautilus.message;

import java.util.OptionalDouble;

/// A number with its name and unit, as results carry them.
///
/// @param name what it is, by the name its definition is published under (`sharpe`, `max_drawdown`)
/// @param value missing when it is undefined for the data at hand; never 0 for that
/// @param unit `fraction`, `ratio`, `bps`, `days`, a currency code ...; empty when it has none
public record Measure(String name, OptionalDouble value, String unit) {
  public Measure {
    Guard.text(name, "name");
    Guard.finite(value, name);
  }

  /// A number that is there.
  public static Measure of(String name, double value, String unit) {
    return new Measure(name, OptionalDouble.of(value), unit);
  }
}
