package dev.nautilus.fleet;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;

/// Names the service a log line belongs to, for the `%service` of `fleet-logback.xml`. All services
/// share the process, so the logger's package says it, or for a library's line the thread.
public final class ServiceName extends ClassicConverter {
  private static final Map<String, String> BY_PACKAGE =
      Map.of(
          "dev.nautilus.hub.", FleetPorts.HUB,
          "dev.nautilus.simulator.", "simulator",
          "dev.nautilus.fleet.", "fleet");
  private static final String ENGINES = "dev.nautilus.engines.";

  @Override
  public String convert(ILoggingEvent event) {
    Map<String, String> context = event.getMDCPropertyMap();
    String named = context.getOrDefault("engine", context.get("service"));
    return named != null ? named : ofLogger(event.getLoggerName(), event.getThreadName());
  }

  static String ofLogger(String logger, String thread) {
    if (logger.startsWith(ENGINES)) {
      return logger.substring(ENGINES.length()).split("\\.", 2)[0];
    }
    return BY_PACKAGE.entrySet().stream()
        .filter(entry -> logger.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(thread.isEmpty() ? "-" : thread);
  }
}
