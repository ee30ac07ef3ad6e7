package dev.nautilus.message;

import java.util.regex.Pattern;

/// Who said it: a vendor (`yahoo_finance`, `fred`) or one of our own services (`marketdata`).
///
/// @param name lower-case letters, digits, `_` and `-`, 1 to 40 characters
public record Source(String name) {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9_-]{1,40}");

  public Source {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "source must be 1 to 40 of a-z, 0-9, _ and -, was '" + name + "'");
    }
  }

  /// Shorthand for the constructor.
  public static Source of(String name) {
    return new Source(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
