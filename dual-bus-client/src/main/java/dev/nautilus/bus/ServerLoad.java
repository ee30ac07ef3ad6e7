package dev.nautilus.bus;

import java.util.Locale;

/// What one Redis has to do, over a short time.
///
/// @param connections clients that are connected
/// @param cpuShare of one core, 0 to 1 and more
/// @param commandsPerSecond commands it handled
/// @param errors answers that were errors, since it started
/// @param usedBytes memory that is used
/// @param mostBytes memory that it may use, 0 for no limit
public record ServerLoad(
    long connections,
    double cpuShare,
    double commandsPerSecond,
    long errors,
    long usedBytes,
    long mostBytes) {

  /// A look at the counters of a server. Of what its INFO leaves out, 0.
  ///
  /// @param cpuSeconds processor time since it started
  /// @param commands handled since it started
  /// @param errors answers that were errors, since it started
  /// @param connections clients that are connected
  /// @param usedBytes memory that is used
  /// @param mostBytes memory that it may use, 0 for no limit
  /// @param atNanos when, on a clock that only grows
  public record Sight(
      double cpuSeconds,
      long commands,
      long errors,
      long connections,
      long usedBytes,
      long mostBytes,
      long atNanos) {

    /// Of two servers together, looked at just now. A limit is one only where both have one.
    public Sight plus(Sight other) {
      return new Sight(
          cpuSeconds + other.cpuSeconds,
          commands + other.commands,
          errors + other.errors,
          connections + other.connections,
          usedBytes + other.usedBytes,
          mostBytes == 0 || other.mostBytes == 0 ? 0 : mostBytes + other.mostBytes,
          atNanos);
    }

    /// The same, for one who counts connections differently.
    public Sight withConnections(long counted) {
      return new Sight(cpuSeconds, commands, errors, counted, usedBytes, mostBytes, atNanos);
    }
  }

  /// Between two looks. A server that was started anew between them counts from 0 again, so its
  /// rates are 0 then.
  public static ServerLoad between(Sight first, Sight second) {
    double seconds = Math.max(1e-3, (second.atNanos() - first.atNanos()) / 1e9);
    return new ServerLoad(
        second.connections(),
        Math.max(0, (second.cpuSeconds() - first.cpuSeconds()) / seconds),
        Math.max(0, (second.commands() - first.commands()) / seconds),
        second.errors(),
        second.usedBytes(),
        second.mostBytes());
  }

  /// As a report says it.
  public String text() {
    return String.format(
        Locale.ROOT,
        "%4d connections, %6.2f %% CPU, %8.0f commands/s, %d error answers",
        connections,
        100 * cpuShare,
        commandsPerSecond,
        errors);
  }
}
