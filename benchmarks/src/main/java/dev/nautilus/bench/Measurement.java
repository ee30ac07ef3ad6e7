package dev.nautilus.bench;

import dev.nautilus.bench.load.Candidate;
import dev.nautilus.bench.load.ExpressMain;
import dev.nautilus.bench.load.ExpressOutcome;
import dev.nautilus.bench.load.IdleMain;
import dev.nautilus.bench.load.IdleOutcome;
import dev.nautilus.bench.load.LoadMain;
import dev.nautilus.bench.load.MigrationMain;
import dev.nautilus.bench.load.MigrationOutcome;
import dev.nautilus.bench.load.Outcome;
import dev.nautilus.bench.load.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// Takes single measurements, each with a server and a JVM of its own.
final class Measurement {
  /// Starting, subscribing, draining and closing, at their slowest.
  private static final long AROUND_SECONDS = 60;

  /// A million messages one by one, and the engine's starts.
  private static final long BACKLOG_SECONDS = 900;

  private static final String PAYLOAD = "x".repeat(150);

  /// The same for everybody. The heap has its size from the start, so that nobody loses time
  /// growing it. Object headers are small as in `./nautilus up` and in our containers.
  static final List<String> JVM =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "-XX:+UseCompactObjectHeaders",
          "-Djava.net.preferIPv4Stack=true",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final BenchOptions options;

  Measurement(BenchOptions options) {
    this.options = options;
  }

  /// Measures a contender once.
  ///
  /// @param jvm more words for the JVM
  Outcome take(Candidate candidate, Scenario scenario, String... jvm) {
    try (RedisServer server = RedisServer.start(scenario.durable())) {
      return inChild(
          Outcome.class,
          limitSeconds(),
          result ->
              command(
                  LoadMain.class,
                  new LoadMain.Task(
                          candidate,
                          scenario,
                          server.port(),
                          options.warmupSeconds(),
                          options.seconds(),
                          result)
                      .words(),
                  jvm));
    }
  }

  /// Measures what idle engines cost: two servers for the buses, and one that nobody uses.
  IdleOutcome idle() {
    try (RedisServer marketData = RedisServer.start(false);
        RedisServer engineLogic = RedisServer.start(true);
        RedisServer empty = RedisServer.start(false)) {
      return inChild(
          IdleOutcome.class,
          Math.round(options.idleSeconds()) + 2 * AROUND_SECONDS,
          result ->
              command(
                  IdleMain.class,
                  new IdleMain.Task(
                          marketData.port(),
                          engineLogic.port(),
                          empty.port(),
                          options.idleSeconds(),
                          result)
                      .words()));
    }
  }

  /// Measures alerts to an engine with and without a backlog. Messages a second that the fleet is
  /// promised to carry.
  private static final int PROMISED_RATE = 14_822;

  MigrationOutcome migration() {
    try (RedisServer main = RedisServer.startLikeMain();
        RedisServer marketData = RedisServer.start(false);
        RedisServer engineLogic = RedisServer.start(true);
        HubProcess hub = HubProcess.start(main, marketData, engineLogic)) {
      return inChild(
          MigrationOutcome.class,
          AROUND_SECONDS + hub.patienceSeconds() + 5 * limitSeconds(),
          result ->
              command(
                  MigrationMain.class,
                  new MigrationMain.Task(
                          main.port(),
                          marketData.port(),
                          engineLogic.port(),
                          PROMISED_RATE,
                          options.warmupSeconds(),
                          3 * options.seconds(),
                          result)
                      .words()));
    }
  }

  ExpressOutcome express(boolean durable) {
    try (RedisServer server = RedisServer.start(durable)) {
      return inChild(
          ExpressOutcome.class,
          BACKLOG_SECONDS,
          result ->
              command(
                  ExpressMain.class,
                  new ExpressMain.Task(
                          server.port(),
                          durable,
                          options.backlog(),
                          options.warmupSeconds(),
                          // A p99 needs more samples than a rate does.
                          3 * options.seconds(),
                          result)
                      .words()));
    }
  }

  private static <T> T inChild(Class<T> type, long seconds, Function<Path, List<String>> command) {
    try {
      Path result = Files.createTempFile("nautilus-bench-", ".json");
      try {
        Child.run(command.apply(result), seconds);
        return JsonMapper.shared().readValue(result.toFile(), type);
      } finally {
        Files.deleteIfExists(result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Measures what `redis-benchmark` gets through: XADD of 150 bytes, 50 connections, 100 at a
  /// time.
  ///
  /// @param durable whether each is on disk before it is confirmed
  double redisBenchmark(boolean durable) {
    try (RedisServer server = RedisServer.start(durable)) {
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

  private static List<String> command(Class<?> main, List<String> task, String... jvm) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JVM);
    words.addAll(List.of(jvm));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    words.addAll(task);
    return words;
  }
}
