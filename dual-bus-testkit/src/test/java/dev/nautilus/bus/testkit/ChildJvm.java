package dev.nautilus.bus.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A JVM of its own, to be killed as only a process can be.
public final class ChildJvm implements AutoCloseable {
  private final Process process;

  private ChildJvm(Process process) {
    this.process = process;
  }

  /// Runs the `main` of a test class.
  ///
  /// @param output where its output goes
  public static ChildJvm start(Class<?> main, Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildJvm(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start());
  }

  /// Ends it without giving it a chance to clean up.
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Freezes it as a machine does that has other things to do (SIGSTOP).
  public void pause() throws IOException {
    signal("-STOP");
  }

  /// Ends [#pause].
  public void resume() throws IOException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException {
    String pid = Long.toString(process.pid());
    new ProcessBuilder("kill", signal, pid).start().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
