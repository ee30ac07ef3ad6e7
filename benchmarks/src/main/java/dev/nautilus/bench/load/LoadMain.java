package dev.nautilus.bench.load;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The process that is measured; started anew for every contender, scenario and round, so that none
/// profits or suffers from what another made the JIT compiler believe.
public final class LoadMain {
  private LoadMain() {}

  /// The command line for [#main].
  ///
  /// @param port of the server, on loopback
  /// @param outcome file the [Outcome] is written to, as JSON
  public record Task(
      Candidate candidate,
      Scenario scenario,
      int port,
      double warmupSeconds,
      double seconds,
      Path outcome) {

    /// As words.
    public List<String> words() {
      return List.of(
          candidate.name(),
          scenario.name(),
          Integer.toString(port),
          Double.toString(warmupSeconds),
          Double.toString(seconds),
          outcome.toString());
    }

    static Task of(String[] words) {
      return new Task(
          Candidate.valueOf(words[0]),
          Scenario.valueOf(words[1]),
          Integer.parseInt(words[2]),
          Double.parseDouble(words[3]),
          Double.parseDouble(words[4]),
          Path.of(words[5]));
    }
  }

  /// Measures once and writes the outcome.
  public static void main(String[] args) {
    try {
      Task task = Task.of(args);
      JsonMapper.shared().writeValue(task.outcome().toFile(), measure(task));
    } catch (RuntimeException e) {
      fail(e);
    }
    // Some clients leave threads behind that would keep the process alive.
    System.exit(0);
  }

  static Outcome measure(Task task) {
    Course.Plan plan =
        new Course.Plan(task.candidate(), task.scenario(), task.warmupSeconds(), task.seconds());
    try (ServerCpu cpu = new ServerCpu(task.port());
        Contender contender = task.candidate().open(task.port(), task.scenario())) {
      return new Course(contender, plan, cpu).run();
    }
  }

  /// Ends the process: from any thread, because a contender that has lost one is not measured.
  static void fail(RuntimeException why) {
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    why.printStackTrace(err);
    Runtime.getRuntime().halt(1);
  }
}
