package dev.nautilus.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the numbers depend on besides the contenders.
///
/// @param processor model of the processor
/// @param cores how many the JVM may use
/// @param system operating system and its version
/// @param jdk Java version and vendor
/// @param redis what `redis-server --version` says; empty when nobody asked
/// @param loadAverage over one minute, just before the run; negative when the system does not tell
public record MachineFacts(
    String processor, int cores, String system, String jdk, String redis, double loadAverage) {

  /// Above this something else was running, and the numbers are of a shared machine.
  private static final double QUIET = 1;

  /// Reads them now.
  public static MachineFacts read() {
    return of(Child.run(List.of("redis-server", "--version"), 10));
  }

  /// Reads them for what needs no Redis, which need not be there.
  public static MachineFacts withoutRedis() {
    return of("");
  }

  private static MachineFacts of(String version) {
    return new MachineFacts(
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
        version.strip(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String processorModel() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException notLinux) {
      return "unknown";
    }
  }

  /// Whether the machine had other work when the run began.
  public boolean shared() {
    return loadAverage > QUIET;
  }
}
