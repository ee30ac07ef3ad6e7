package dev.nautilus.hub.vendor.yahoo;

import dev.nautilus.message.BarSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How Yahoo cuts bars.
///
/// What is kept how long, and how much one call may span, was observed by client projects and is
/// nowhere published.
enum ChartInterval {
  MINUTE_1("1m", "1m", Duration.ofMinutes(1), Keep.THIRTY_DAYS, Duration.ofDays(7)),
  MINUTE_2("2m", "2m", Duration.ofMinutes(2), Keep.SIXTY_DAYS, null),
  MINUTE_5("5m", "5m", Duration.ofMinutes(5), Keep.SIXTY_DAYS, null),
  MINUTE_15("15m", "15m", Duration.ofMinutes(15), Keep.SIXTY_DAYS, null),
  MINUTE_30("30m", "30m", Duration.ofMinutes(30), Keep.SIXTY_DAYS, null),
  HOUR("60m", "1h", Duration.ofHours(1), Keep.TWO_YEARS, null),
  MINUTE_90("90m", "90m", Duration.ofMinutes(90), Keep.SIXTY_DAYS, null),
  DAY("1d", "1d", Duration.ofDays(1), Keep.ALL, null),
  WEEK("1wk", "1w", Duration.ofDays(7), Keep.ALL, null),
  MONTH("1mo", "1mo", Duration.ofDays(31), Keep.ALL, null),
  QUARTER("3mo", "3mo", Duration.ofDays(92), Keep.ALL, null);

  private final String wire;
  private final String code;
  private final Duration longest;
  private final Keep keep;
  private final @Nullable Duration perCall;

  ChartInterval(String wire, String code, Duration longest, Keep keep, @Nullable Duration perCall) {
    this.wire = wire;
    this.code = code;
    this.longest = longest;
    this.keep = keep;
    this.perCall = perCall;
  }

  /// How far back Yahoo keeps bars of a kind.
  private enum Keep {
    THIRTY_DAYS(30),
    SIXTY_DAYS(60),
    TWO_YEARS(730),
    ALL(0);

    private final int days;

    Keep(int days) {
      this.days = days;
    }
  }

  static Optional<ChartInterval> of(BarSpec spec) {
    return ofWire(spec.code());
  }

  /// By Yahoo's own spelling, which calls the same hour `60m` and `1h`.
  static Optional<ChartInterval> ofWire(String text) {
    return Arrays.stream(values())
        .filter(i -> i.wire.equals(text) || i.code.equals(text))
        .findFirst();
  }

  /// What may be asked for, for a sentence.
  static String allowed() {
    return String.join(", ", Arrays.stream(values()).map(i -> i.code).toList());
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
    return longest;
  }

  /// How far back there is anything; empty when without limit.
  Optional<Duration> kept() {
    return keep.days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(keep.days));
  }

  /// How much one call may span; empty when without limit.
  Optional<Duration> perCall() {
    return Optional.ofNullable(perCall);
  }

  /// What is asked for when nobody says from when.
  String defaultRange() {
    return switch (this) {
      case MINUTE_1, MINUTE_2 -> "1d";
      case MINUTE_5, MINUTE_15, MINUTE_30, HOUR, MINUTE_90 -> "5d";
      case DAY -> "1y";
      case WEEK, MONTH, QUARTER -> "5y";
    };
  }
}
