package dev.nautilus.fleet;

import dev.nautilus.bus.ServerLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What each Redis had to do before, during and after each move: a file of lines that people read.
final class MigrationLog {
  private final Path file;
  private final InstantSource clock;

  MigrationLog(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /// Adds what was measured.
  ///
  /// @param moment `risk to DUAL, before`
  void add(String moment, Map<RedisRole, ServerLoad> load) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(
          file,
          lines(clock.instant() + "  " + moment, load),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /// A heading and a line for each Redis.
  static List<String> lines(String heading, Map<RedisRole, ServerLoad> load) {
    List<String> lines = new ArrayList<>();
    lines.add(heading);
    load.forEach((role, each) -> lines.add("  %-20s %s".formatted(role.label(), each.text())));
    return lines;
  }

  /// All that was measured, oldest first.
  List<String> read() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
