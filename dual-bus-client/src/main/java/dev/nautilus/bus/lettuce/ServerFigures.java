package dev.nautilus.bus.lettuce;

/// What a Redis says of itself, from INFO: counters since it started, and how it is now.
///
/// @param cpuSeconds processor time it used, user and system
/// @param commands commands it handled
/// @param errors answers that were errors; 0 before Redis 6.2
/// @param clients connections now, replicas left out
/// @param memoryBytes memory in use
/// @param memoryLimitBytes `maxmemory`; 0 for no limit
public record ServerFigures(
    double cpuSeconds,
    long commands,
    long errors,
    long clients,
    long memoryBytes,
    long memoryLimitBytes) {

  /// Reads an answer of INFO; what it does not say is 0.
  ///
  /// @param info lines `name:value`
  static ServerFigures of(String info) {
    InfoRow row = InfoRow.ofText(info);
    return new ServerFigures(
        seconds(row, "used_cpu_user") + seconds(row, "used_cpu_sys"),
        row.number("total_commands_processed"),
        row.number("total_error_replies"),
        row.number("connected_clients"),
        row.number("used_memory"),
        row.number("maxmemory"));
  }

  private static double seconds(InfoRow row, String name) {
    String text = row.text(name);
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }
}
