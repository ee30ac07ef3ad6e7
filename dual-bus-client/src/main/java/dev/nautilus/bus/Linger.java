package dev.nautilus.bus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a publisher waits for more messages before it sends a frame that is not full. Longer
/// means fuller frames, less work for Redis and a later message. The express lane and requests
/// never wait.
public final class Linger {
  private static final Linger NONE = new Linger(Duration.ZERO);
  private static final Linger ADAPTIVE = new Linger(null);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final @Nullable Duration fixed;

  private Linger(@Nullable Duration fixed) {
    this.fixed = fixed;
  }

  /// Sends at once. Frames still fill while an earlier one is on its way.
  public static Linger none() {
    return NONE;
  }

  /// As long as 48 messages take to gather at the present rate, at most 1 ms; not at all below
  /// 5,000 messages a second, unless Redis answers three times slower than when idle. Changes at
  /// most every 100 ms.
  public static Linger adaptive() {
    return ADAPTIVE;
  }

  /// Always so long.
  ///
  /// @param duration 0 to 1 s
  public static Linger of(Duration duration) {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("linger must be 0 to 1 s, was " + duration);
    }
    return new Linger(duration);
  }

  /// Reads `none`, `adaptive` or a duration such as `1ms`, `500us` or `PT0.001S`.
  public static Linger parse(String text) {
    return switch (text) {
      case "none" -> NONE;
      case "adaptive" -> ADAPTIVE;
      default -> of(duration(text));
    };
  }

  private static Duration duration(String text) {
    try {
      if (text.endsWith("us")) {
        return Duration.ofNanos(Math.multiplyExact(1_000L, number(text, 2)));
      }
      if (text.endsWith("ms")) {
        return Duration.ofMillis(number(text, 2));
      }
      return Duration.parse(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "linger must be none, adaptive or like 1ms, was '" + text + "'", e);
    }
  }

  private static long number(String text, int unit) {
    return Long.parseLong(text.substring(0, text.length() - unit).trim());
  }

  /// Whether it follows the load.
  public boolean isAdaptive() {
    return fixed == null;
  }

  /// The fixed wait; zero when it adapts.
  public Duration fixed() {
    return fixed == null ? Duration.ZERO : fixed;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Linger that
        && isAdaptive() == that.isAdaptive()
        && fixed().equals(that.fixed());
  }

  @Override
  public int hashCode() {
    return isAdaptive() ? 1 : fixed().hashCode();
  }

  @Override
  public String toString() {
    Duration wait = fixed;
    if (wait == null) {
      return "adaptive";
    }
    return wait.isZero() ? "none" : wait.toNanos() / 1_000 + "us";
  }
}
