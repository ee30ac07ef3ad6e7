package dev.nautilus.engine.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An engine in a JVM of its own, on the class path of the test, so that it can be killed as
/// machines kill: between any two instructions. What it says goes to `target/processes`.
public final class EngineProcess implements AutoCloseable {
  private final Process process;

  private EngineProcess(Process process) {
    this.process = process;
  }

  /// Starts a main class.
  ///
  /// @param number tells its log apart from those of other starts
  public static EngineProcess start(Class<?> application, List<String> arguments, int number) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(application.getName());
    command.addAll(arguments);
    try {
      Path folder = Files.createDirectories(Path.of("target", "processes"));
      File log = folder.resolve(application.getSimpleName() + "-" + number + ".log").toFile();
      return new EngineProcess(
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + application.getName(), e);
    }
  }

  /// Whether it still runs.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Kills it with SIGKILL: nothing of it runs on.
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /// Asks it to end and waits until it has.
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
