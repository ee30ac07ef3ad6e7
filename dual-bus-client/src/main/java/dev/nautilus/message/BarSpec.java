package dev.nautilus.message;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a bar is cut: by time (`1m`, `5m`, `1h`, `1d`, `1w`, `1mo`) or by another clock (`tick:500`,
/// `volume:10000`, `dollar:1000000`).
///
/// @param code as above, at most 40 characters
public record BarSpec(String code) {
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,3})(s|m|h|d|w|mo)");
  private static final Pattern OTHER = Pattern.compile("[a-z][a-z_]{1,20}:[0-9][0-9.]{0,16}");

  /// One minute.
  public static final BarSpec MINUTE = new BarSpec("1m");

  /// One session.
  public static final BarSpec DAY = new BarSpec("1d");

  public BarSpec {
    if (!TIME.matcher(code).matches() && !OTHER.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "bar spec must be like 1m, 5m, 1h, 1d, 1w, 1mo or volume:10000, was '" + code + "'");
    }
  }

  /// Shorthand for the constructor.
  public static BarSpec of(String code) {
    return new BarSpec(code);
  }

  /// Length of a time bar; empty for months, whose length varies, and for bars of another clock.
  public Optional<Duration> duration() {
    Matcher time = TIME.matcher(code);
    if (!time.matches() || time.group(2).equals("mo")) {
      return Optional.empty();
    }
    long count = Long.parseLong(time.group(1));
    return Optional.of(
        switch (time.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofDays(7 * count);
        });
  }

  @Override
  public String toString() {
    return code;
  }
}
