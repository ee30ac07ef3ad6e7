package dev.nautilus.message;

import java.util.regex.Pattern;

/// What a datum is about: a ticker (`AAPL`, `EURUSD=X`, `^MOVE`) or a source-qualified series
/// (`FRED:GDP`, `DBN:IMF/WEO/...`).
///
/// The alphabet is closed because the value becomes part of keys, URLs and log lines: letters,
/// digits and `. - _ = ^ : / + & # @ $ !`, 1 to 128 characters, no `..` and no `//`.
///
/// @param value the identifier as users write it, case kept
public record InstrumentId(String value) implements Comparable<InstrumentId> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9.\\-_=^:/+&#@$!]{1,128}");

  public InstrumentId {
    if (!ALLOWED.matcher(value).matches() || value.contains("..") || value.contains("//")) {
      throw new IllegalArgumentException(
          "instrument must be 1 to 128 of letters, digits and .-_=^:/+&#@$!, was '"
              + value.substring(0, Math.min(value.length(), 140)).replaceAll("\\p{Cntrl}", "?")
              + "'");
    }
  }

  /// Shorthand for the constructor.
  public static InstrumentId of(String value) {
    return new InstrumentId(value);
  }

  @Override
  public int compareTo(InstrumentId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
