package dev.nautilus.bench;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.LoadMain;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Takes single measurements, each with a server and a JVM of its own.
final class Measurement {
  /// Starting, subscribing, draining and closing, at their slowest.
  private static final long AROUND_SECONDS = 60;

  private static final String PAYLOAD = "x".repeat(150);

  private final BenchOptions options;

  Measurement(BenchOptions options) {
    this.options = options;
  }

  /// Measures a contender once.
  ///
  /// @param jvm more words for the JVM
  Outcome take(Candidate candidate, Scenario scenario, String... jvm) {
    try (RedisServer server = RedisServer.start(scenario.durable())) {
      Path result = Files.createTempFile("nautilus-bench-", ".json");
      try {
        LoadMain.Task task =
            new LoadMain.Task(
                candidate,
                scenario,
                server.port(),
                options.warmupSeconds(),
                options.seconds(),
                result);
        Child.run(command(task, jvm), limitSeconds());
        return JsonMapper.shared().readValue(result.toFile(), Outcome.class);
      } finally {
        Files.deleteIfExists(result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Measures what `redis-benchmark` gets through: XADD of 150 bytes, 50 connections, 100 at a
  /// time.
  double redisBenchmark() {
    try (RedisServer server = RedisServer.start(false)) {
      String said =
          Child.run(
              List.of(
                  "redis-benchmark",
                  "--csv",
                  "-h",
                  "127.0.0.1",
                  "-p",
                  Integer.toString(server.port()),
                  "-c",
                  "50",
                  "-P",
                  "100",
                  "-n",
                  "500000",
                  "XADD",
                  "rb50",
                  "MAXLEN",
                  "~",
                  "100000",
                  "*",
                  "f",
                  PAYLOAD),
              AROUND_SECONDS);
      return parseBenchmark(said);
    }
  }

  /// The rate in the last line of `redis-benchmark --csv`: `"name","rate",...`.
  static double parseBenchmark(String csv) {
    String last = Arrays.asList(csv.strip().split("\n", -1)).getLast();
    // The name itself may hold anything, a comma too.
    String[] cells = last.split("\",\"", -1);
    if (cells.length < 2) {
      throw new BenchException("redis-benchmark said: " + last);
    }
    try {
      return Double.parseDouble(cells[1].replace("\"", ""));
    } catch (NumberFormatException e) {
      throw new BenchException("redis-benchmark said: " + last, e);
    }
  }

  private long limitSeconds() {
    return Math.round(options.warmupSeconds() + options.seconds()) * 2 + AROUND_SECONDS;
  }

  private static List<String> command(LoadMain.Task task, String... jvm) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The same heap for all, and no time lost in growing it.
    words.addAll(List.of("-Xms1g", "-Xmx1g", "-Djava.net.preferIPv4Stack=true"));
    words.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    words.addAll(List.of(jvm));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), LoadMain.class.getName()));
    words.addAll(task.words());
    return words;
  }
}
