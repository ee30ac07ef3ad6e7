package dev.nautilus.bench;

/// A whole number of a command line.
public final class WholeNumber {
  private WholeNumber() {}

  /// Reads the value of an option.
  ///
  /// @param name the option, for the answer to a wrong one
  /// @throws IllegalArgumentException when the text is no whole number from `least` to `most`
  public static long of(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same answer as for a number out of range.
    }
    throw new IllegalArgumentException(
        "%s must be a whole number from %d to %d, was %s".formatted(name, least, most, text));
  }
}
