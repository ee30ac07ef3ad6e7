package dev.nautilus.hub.bridge;

import dev.nautilus.hub.Samples;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.PerformanceMetric;
import dev.nautilus.message.RiskMetric;
import dev.nautilus.message.Tick;
import java.time.Duration;
import java.util.OptionalDouble;

/// Messages that carry a number in a line of such, so that what is missing or comes twice shows.
final class NumberedMessages {
  private NumberedMessages() {}

  /// Its size is the number.
  static Tick tick(String line, int number) {
    return new Tick(
        InstrumentId.of(line),
        100,
        OptionalDouble.of(number),
        OptionalDouble.empty(),
        Samples.seen(Samples.NOON));
  }

  /// Its value is the number.
  static RiskMetric riskMetric(String line, int number) {
    return new RiskMetric(
        line,
        "var",
        "historical",
        OptionalDouble.empty(),
        1,
        OptionalDouble.of(number),
        "USD",
        true,
        "",
        Samples.NOON,
        true);
  }

  /// Its value is the number.
  static PerformanceMetric performanceMetric(String line, int number) {
    return new PerformanceMetric(
        line, "load", OptionalDouble.of(number), "count", Duration.ZERO, Samples.NOON);
  }
}
