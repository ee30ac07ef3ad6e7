package dev.nautilus.fleet;

import dev.nautilus.bus.lettuce.ServerFigures;
import dev.nautilus.bus.lettuce.StreamPort;
import java.util.Locale;

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
      ServerFigures figures = port.figures();
      long connections =
          port.clients()
              .lines()
              .filter(line -> !line.isBlank() && !line.contains(" name=" + ours + " "))
              .count();
      return new Sight(
          figures.cpuSeconds(),
          figures.commands(),
          figures.errors(),
          connections,
          System.nanoTime());
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
