package dev.nautilus.fleet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Programs of this machine that tests use when they are there.
final class LocalProgram {
  private LocalProgram() {}

  /// @param code how it ended
  /// @param said on either stream
  record Said(int code, String said) {}

  /// Leaves the test out, with a clear word, when a program is not on PATH.
  static void needs(String program, String howToGetIt) {
    Assumptions.assumeTrue(
        find(program).isPresent(),
        program + " is not on PATH, so this is not tested: " + howToGetIt);
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Runs promtool in the folder of the rules; the test is left out where it is missing.
  static Said promtool(String... words) {
    needs("promtool", "install Debian's package prometheus");
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(words));
    return command(Project.root().resolve("ops"), command);
  }

  /// Runs any program to its end.
  static Said command(Path folder, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", e);
    }
  }
}
