package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.message.BarSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How the gateway cuts bars, and how far one answer reaches: the longest period that it allows for
/// a size, kept below its limit of 1,000 bars. In a period `m` is a month; in a bar of ours `1m` is
/// a minute.
enum BarSize {
  MINUTE_1("1m", "1min", Duration.ofMinutes(1), Span.DAY),
  MINUTE_2("2m", "2min", Duration.ofMinutes(2), Span.DAY),
  MINUTE_3("3m", "3min", Duration.ofMinutes(3), Span.DAY),
  MINUTE_5("5m", "5min", Duration.ofMinutes(5), Span.DAY),
  MINUTE_10("10m", "10min", Duration.ofMinutes(10), Span.WEEK),
  MINUTE_15("15m", "15min", Duration.ofMinutes(15), Span.WEEK),
  MINUTE_30("30m", "30min", Duration.ofMinutes(30), Span.WEEK),
  HOUR_1("1h", "1h", Duration.ofHours(1), Span.MONTH),
  HOUR_2("2h", "2h", Duration.ofHours(2), Span.QUARTER),
  HOUR_3("3h", "3h", Duration.ofHours(3), Span.QUARTER),
  HOUR_4("4h", "4h", Duration.ofHours(4), Span.HALF_YEAR),
  HOUR_8("8h", "8h", Duration.ofHours(8), Span.YEAR),
  DAY("1d", "1d", Duration.ofDays(1), Span.DAYS),
  WEEK("1w", "1w", Duration.ofDays(7), Span.YEARS),
  MONTH("1mo", "1m", Duration.ofDays(31), Span.YEARS);

  private final String code;
  private final String wire;
  private final Duration length;
  private final Span span;

  BarSize(String code, String wire, Duration length, Span span) {
    this.code = code;
    this.wire = wire;
    this.length = length;
    this.span = span;
  }

  /// The periods that a size may be asked for, the longest first; shorter ones follow for when the
  /// gateway has no chart that long. Any number of days up to 1,000 is a period.
  private enum Span {
    DAY("1d", "4h", "1h"),
    WEEK("1w", "3d", "1d"),
    MONTH("1m", "2w", "1w"),
    QUARTER("3m", "1m", "2w"),
    HALF_YEAR("6m", "3m", "1m"),
    YEAR("1y", "6m", "3m"),
    DAYS("1000d"),
    YEARS("15y", "7y", "3y", "1y", "6m", "3m");

    @SuppressWarnings(
        "ImmutableEnumChecker") // The list cannot be modified, but is not annotated so.
    private final List<Period> periods;

    Span(String... periods) {
      this.periods = Arrays.stream(periods).map(Period::of).toList();
    }
  }

  /// A period as the gateway spells it.
  ///
  /// @param length about how long it is
  record Period(String wire, Duration length) {
    private static final int FEWEST_DAYS = 5;
    private static final long MOST_DAYS = 1000;

    static Period of(String wire) {
      int count = Integer.parseInt(wire.substring(0, wire.length() - 1));
      long hours =
          switch (wire.charAt(wire.length() - 1)) {
            case 'h' -> 1;
            case 'd' -> 24;
            case 'w' -> 7 * 24;
            case 'm' -> 31 * 24;
            default -> 366 * 24;
          };
      return new Period(wire, Duration.ofHours(count * hours));
    }

    private static Period ofDays(long days) {
      return of(Math.clamp(days, 1, MOST_DAYS) + "d");
    }

    private Optional<Period> half() {
      long half = length.toDays() / 2;
      return half < FEWEST_DAYS ? Optional.empty() : Optional.of(ofDays(half));
    }
  }

  static Optional<BarSize> of(BarSpec spec) {
    return Arrays.stream(values()).filter(size -> size.code.equals(spec.code())).findFirst();
  }

  /// By the gateway's own spelling.
  static Optional<BarSize> ofWire(String text) {
    return Arrays.stream(values()).filter(size -> size.wire.equals(text)).findFirst();
  }

  /// What may be asked for, for a sentence.
  static String allowed() {
    return String.join(", ", Arrays.stream(values()).map(size -> size.code).toList());
  }

  String wire() {
    return wire;
  }

  BarSpec spec() {
    return BarSpec.of(code);
  }

  /// Whether a bar has an instant; a day, a week or a month has a date.
  boolean isIntraday() {
    return compareTo(DAY) < 0;
  }

  /// The length of a bar, the longest one where they differ.
  Duration length() {
    return length;
  }

  /// The period to ask for. Within a day there is no saving: hours of a period are not said to be
  /// hours of trading.
  Period reaching(Duration far) {
    if (this == DAY) {
      return Period.ofDays(far.toDays() + 1);
    }
    Period best = span.periods.getFirst();
    for (Period period : span.periods) {
      if (!isIntraday() && period.length().compareTo(far) >= 0) {
        best = period;
      }
    }
    return best;
  }

  /// The next shorter period; empty after the shortest.
  Optional<Period> shorter(Period period) {
    if (this == DAY) {
      return period.half();
    }
    int at = span.periods.indexOf(period) + 1;
    return at > 0 && at < span.periods.size()
        ? Optional.of(span.periods.get(at))
        : Optional.empty();
  }

  /// How far an answer reaches back when nobody says from when.
  Duration usual() {
    return switch (span) {
      case DAY -> Duration.ofDays(1);
      case WEEK -> Duration.ofDays(7);
      case MONTH -> Duration.ofDays(31);
      case QUARTER -> Duration.ofDays(93);
      case HALF_YEAR -> Duration.ofDays(186);
      case YEAR, DAYS -> Duration.ofDays(366);
      case YEARS -> Duration.ofDays(5 * 366L);
    };
  }
}
