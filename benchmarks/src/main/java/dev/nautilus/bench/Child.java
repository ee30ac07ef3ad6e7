package dev.nautilus.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another process, run to its end or to its time limit, with what it said.
public final class Child {
  private static final int TAIL = 2_000;

  private Child() {}

  /// Runs a command.
  ///
  /// @return its standard output
  /// @throws BenchException when it cannot be started, fails or takes longer
  public static String run(List<String> command, long seconds) {
    try {
      Path out = Files.createTempFile("nautilus-bench-", ".out");
      Path err = Files.createTempFile("nautilus-bench-", ".err");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        String failure = await(process, seconds);
        if (!failure.isEmpty()) {
          String said = Files.readString(err, StandardCharsets.UTF_8);
          throw new BenchException(
              command.getFirst()
                  + " "
                  + failure
                  + ": "
                  + said.substring(0, Math.min(TAIL, said.length())));
        }
        return Files.readString(out, StandardCharsets.UTF_8);
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new BenchException(command.getFirst() + " cannot be run", e);
    }
  }

  private static String await(Process process, long seconds) {
    Thread onInterrupt = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        return "took longer than " + seconds + " s";
      }
      return process.exitValue() == 0 ? "" : "ended with " + process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "was interrupted";
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    }
  }
}
