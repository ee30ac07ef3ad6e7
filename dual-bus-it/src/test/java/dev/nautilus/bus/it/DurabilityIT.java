package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusException.Reason;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.WrappedRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A confirmed message is on the disk: not because it survives `kill -9`, after which the system's
/// cache is still there, but because no confirmation comes before a flush to the disk that came
/// after its append. Redis runs under `strace`, which counts these flushes, and slows or fails
/// them.
@LongFault
@SuppressWarnings("NullAway.Init") // set before each test
class DurabilityIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int GROUPS = 100;
  private static final int SLOW_GROUPS = 5;
  private static final Duration SLOW = Duration.ofMillis(200);
  private static final String STREAM = "{el:signals:0}";
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "durable.pulled", Numbered.class).keyedBy(Numbered::key);

  @TempDir private Path folder;
  private Path data;
  private Path trace;

  @BeforeEach
  void find() throws IOException {
    assumeThat(WrappedRedis.isOnPath("redis-server")).as("redis-server on the PATH").isTrue();
    assumeThat(mayTrace()).as("strace on the PATH, and allowed to trace a child").isTrue();
    data = Files.createDirectory(folder.resolve("data"));
    trace = folder.resolve("trace");
  }

  /// Containers may forbid it.
  private static boolean mayTrace() {
    if (!WrappedRedis.isOnPath("strace")) {
      return false;
    }
    try {
      return new ProcessBuilder("strace", "-f", "-y", "-qq", "-e", "trace=fdatasync", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private WrappedRedis redis(String... more) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("strace", "-f", "-y", "-qq", "-s", "8", "-o", trace.toString()));
    words.addAll(List.of("-e", "trace=write,writev,sendto,fdatasync"));
    words.addAll(List.of(more));
    return new WrappedRedis(data, words.toArray(String[]::new));
  }

  private static DualBusClient writer(WrappedRedis redis) {
    return DualBusClient.builder(EngineType.HUB, "hub-1")
        .marketData(redis.url())
        .engineLogic(redis.url())
        .options(
            BusOptions.DEFAULTS.toBuilder()
                .deliveryTimeout(Duration.ofSeconds(2))
                .drainTimeout(Duration.ofMillis(100))
                .build())
        .build();
  }

  private static CompletableFuture<Published> publish(DualBusClient bus, int number) {
    return bus.publish(PULLED, new Numbered("a", number)).toCompletableFuture();
  }

  /// Publishes one message after the other, each confirmed before the next.
  private static void publishOneByOne(DualBusClient bus, int count) {
    IntStream.range(0, count)
        .forEach(number -> assertThat(publish(bus, number)).succeedsWithin(PATIENCE));
  }

  private static void publishManyAtOnce(DualBusClient bus) {
    List<CompletableFuture<Published>> all =
        IntStream.range(0, 20 * GROUPS).mapToObj(number -> publish(bus, number)).toList();
    assertThat(all).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE));
  }

  /// How often what was written was flushed to the disk.
  private long flushes() throws IOException {
    return lines().stream().filter(line -> line.contains("fdatasync(")).count();
  }

  /// Answers that Redis gave while something that it had appended was not flushed yet.
  private long answersBeforeTheirFlush() throws IOException {
    long early = 0;
    boolean dirty = false;
    for (String line : lines()) {
      boolean writes = line.contains("write(") || line.contains("writev(");
      if (writes && line.contains("appendonly.aof.")) {
        dirty = true;
      } else if (line.contains("fdatasync") && !line.contains("unfinished")) {
        dirty = false;
      } else if (dirty && (writes || line.contains("sendto(")) && isToASocket(line)) {
        early++;
      }
    }
    return early;
  }

  private static boolean isToASocket(String line) {
    return line.contains("<socket:[") || line.contains("<TCP:[");
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
  }

  @Test
  void confirmedGroups_oneByOne_haveAFlushToTheDiskEach() throws IOException {
    try (WrappedRedis redis = redis().start();
        DualBusClient writer = writer(redis)) {
      publishOneByOne(writer, 1);
      long before = flushes();
      publishOneByOne(writer, GROUPS);

      assertThat(redis.command("XLEN", STREAM)).isEqualTo(1L + GROUPS);
      assertThat(flushes() - before).isGreaterThanOrEqualTo(GROUPS);
    }
  }

  @Test
  void confirmedGroups_underLoad_areAllFlushedBeforeTheyAreAnswered() throws IOException {
    try (WrappedRedis redis = redis().start();
        DualBusClient writer = writer(redis)) {
      publishManyAtOnce(writer);

      assertThat(flushes()).isPositive();
      assertThat(answersBeforeTheirFlush()).isZero();
    }
  }

  /// Shows that the two above can tell: a server that flushes once a second is found out by both.
  @Test
  void confirmedGroups_onAServerThatFlushesOnceASecond_areAnsweredBeforeTheirFlush()
      throws IOException {
    try (WrappedRedis redis = redis().with("appendfsync", "everysec").start();
        DualBusClient writer = writer(redis)) {
      publishOneByOne(writer, 1);
      long before = flushes();
      publishOneByOne(writer, GROUPS);
      assertThat(flushes() - before).isLessThan(GROUPS / 2);

      publishManyAtOnce(writer);
      assertThat(answersBeforeTheirFlush()).isPositive();
    }
  }

  @Test
  void confirmation_whileFlushesAreSlow_isNotGivenBeforeTheFlush() {
    String delay = "inject=fdatasync:delay_exit=" + TimeUnit.MILLISECONDS.toMicros(SLOW.toMillis());
    try (WrappedRedis redis = redis("-e", delay).start();
        DualBusClient writer = writer(redis)) {
      publishOneByOne(writer, 1);
      for (int number = 1; number <= SLOW_GROUPS; number++) {
        // Alone on its way: it would have to wait for its predecessor anyway.
        long stored = number;
        await()
            .atMost(PATIENCE)
            .until(() -> Long.valueOf(stored).equals(redis.command("XLEN", STREAM)));
        long before = System.nanoTime();
        assertThat(publish(writer, number)).succeedsWithin(PATIENCE);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(SLOW);
      }
    }
  }

  @Test
  void confirmation_whenTheFlushFails_isNeverGiven() throws IOException {
    try (WrappedRedis redis = redis("-e", "inject=fdatasync:error=EIO:when=40+").start();
        DualBusClient writer = writer(redis)) {
      List<Integer> confirmed = new ArrayList<>();
      CompletableFuture<Published> last = publish(writer, 0);
      for (int number = 1; settledWell(last); number++) {
        confirmed.add(number - 1);
        last = publish(writer, number);
      }

      // Fewer than that: what a client says of itself when it connects is flushed too.
      assertThat(confirmed).hasSizeBetween(1, 40);
      assertThat(last)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .havingCause()
          .isInstanceOfSatisfying(
              BusException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.OUTCOME_UNKNOWN));
      assertThat(redis.isRunning()).as("Redis gives up").isFalse();
      assertThat(redis.log()).contains("Can't persist AOF for fsync error");
    }
  }

  private static boolean settledWell(CompletableFuture<Published> each) {
    return each.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .handle((published, failure) -> failure == null)
        .join();
  }
}
