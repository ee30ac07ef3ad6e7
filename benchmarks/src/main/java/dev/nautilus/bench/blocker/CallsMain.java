package dev.nautilus.bench.blocker;

import dev.nautilus.bench.BenchException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A measured process: makes the calls of one load and prints how many a second.
final class CallsMain {
  private static final String MARK = "nautilus-blocker-rate ";

  private CallsMain() {}

  /// The command line for [#main].
  ///
  /// @param redis port of a server on loopback
  /// @param warmupSeconds before anything counts
  /// @param seconds that count
  record Task(Load load, int redis, double warmupSeconds, double seconds) {
    List<String> words() {
      return List.of(
          load.name(),
          Integer.toString(redis),
          Double.toString(warmupSeconds),
          Double.toString(seconds));
    }

    static Task of(String[] words) {
      return new Task(
          Load.valueOf(words[0]),
          Integer.parseInt(words[1]),
          Double.parseDouble(words[2]),
          Double.parseDouble(words[3]));
    }
  }

  public static void main(String[] args) throws IOException {
    Presence.told().check();
    Task task = Task.of(args);
    try (Load.Call call = task.load().open(task.redis())) {
      call.rate(task.warmupSeconds());
      say(MARK + call.rate(task.seconds()));
    }
  }

  static void say(String line) {
    new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
        .println(line);
  }

  /// The rate in what such a process said.
  ///
  /// @throws BenchException when there is none
  static double rate(String said) {
    return Double.parseDouble(after(MARK, said));
  }

  /// The rest of the line that begins so; the JVM says other things too.
  static String after(String mark, String said) {
    return said.lines()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()).strip())
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    "a measured process must say '" + mark.strip() + "', said: " + said.strip()));
  }
}
