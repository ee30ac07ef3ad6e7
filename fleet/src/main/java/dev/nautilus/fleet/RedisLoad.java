package dev.nautilus.fleet;

import dev.nautilus.bus.lettuce.StreamPort;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What one Redis has to do, over a short time.
///
/// @param connections clients that are connected, whoever asks left out
/// @param cpuShare of one core, 0 to 1 and more
/// @param commandsPerSecond commands it handled
/// @param errors answers that were errors, since it started
record RedisLoad(long connections, double cpuShare, double commandsPerSecond, long errors) {

  /// A look at the counters of a server.
  record Sight(double cpuSeconds, long commands, long errors, long connections, long atNanos) {

    /// @param ours name of the connections that are not counted
    static Sight of(StreamPort port, String ours) {
      Map<String, String> cpu = fields(port.info("cpu"));
      Map<String, String> stats = fields(port.info("stats"));
      long connections =
          port.clients()
              .lines()
              .filter(line -> !line.isBlank() && !line.contains(" name=" + ours + " "))
              .count();
      return new Sight(
          number(cpu, "used_cpu_user") + number(cpu, "used_cpu_sys"),
          (long) number(stats, "total_commands_processed"),
          (long) number(stats, "total_error_replies"),
          connections,
          System.nanoTime());
    }

    private static double number(Map<String, String> fields, String name) {
      String text = fields.getOrDefault(name, "0");
      return Double.parseDouble(text);
    }

    private static Map<String, String> fields(String info) {
      Map<String, String> fields = new HashMap<>();
      info.lines()
          .forEach(
              line -> {
                int colon = line.indexOf(':');
                if (colon > 0) {
                  fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
                }
              });
      return fields;
    }
  }

  /// Between two looks.
  static RedisLoad between(Sight first, Sight second) {
    double seconds = Math.max(1e-3, (second.atNanos() - first.atNanos()) / 1e9);
    return new RedisLoad(
        second.connections(),
        Math.max(0, (second.cpuSeconds() - first.cpuSeconds()) / seconds),
        Math.max(0, (second.commands() - first.commands()) / seconds),
        second.errors());
  }

  /// As a report says it.
  String text() {
    return String.format(
        Locale.ROOT,
        "%4d connections, %6.2f %% CPU, %8.0f commands/s, %d error answers",
        connections,
        100 * cpuShare,
        commandsPerSecond,
        errors);
  }
}
