package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.it.Paced.End;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.LocalClock;
import dev.nautilus.bus.testkit.WrappedRedis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The clock of Redis jumps a day ahead and back again while all goes on.
@LongFault
class ClockJumpIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int PER_SECOND = 1_000;
  private static final int BETWEEN = 500;
  private static final String STREAM = "{el:signals:0}";
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "jump.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "jump.pushed", Numbered.class).keyedBy(Numbered::key);

  @TempDir private Path folder;

  private static DualBusClient client(EngineType engine, WrappedRedis redis) {
    return DualBusClient.builder(engine, engine.name() + "-1")
        .marketData(redis.url())
        .engineLogic(redis.url())
        .options(BusClients.OPTIONS)
        .build();
  }

  @Test
  void clock_jumpsADayAheadAndBack_nothingIsLostDoubledOrOutOfOrder() throws IOException {
    Tally pulled = new Tally();
    Tally pushed = new Tally();
    LocalClock clock = clock();
    try (WrappedRedis redis = clock.giveTo(new WrappedRedis(data())).start();
        DualBusClient reader = client(EngineType.RISK, redis);
        DualBusClient writer = client(EngineType.HUB, redis)) {
      reader.subscribe(PULLED, pulled);
      reader.subscribe(PUSHED, pushed);
      try (Paced pulling = new Paced(writer, PULLED, PER_SECOND, PER_SECOND * 100);
          Paced pushing = new Paced(writer, PUSHED, PER_SECOND, PER_SECOND * 100)) {
        for (Duration jump : List.of(Duration.ZERO, DAY, Duration.ZERO, DAY.negated(), DAY)) {
          clock.set(jump);
          pulling.awaitMoreConfirmed(BETWEEN, PATIENCE);
          pushing.awaitMoreConfirmed(BETWEEN, PATIENCE);
        }
        int pulledOnes = pulling.stop(PATIENCE);
        int pushedOnes = pushing.stop(PATIENCE);

        pulled.assertHolds(pulling, PATIENCE);
        pushed.assertHolds(pushing, PATIENCE);
        assertThat(pulling.count(End.CONFIRMED)).isEqualTo(pulledOnes);
        assertThat(pushing.count(End.CONFIRMED)).isEqualTo(pushedOnes);
        assertThat(reader.statistics(Bus.MARKET_DATA).gaps()).isZero();
        assertThat(newest(redis))
            .as("it did jump")
            .isGreaterThan(oldest(redis) + DAY.toMillis() / 2);
      }
    }
  }

  @Test
  void clock_jumpsADayAhead_whatAGroupOwesIsNotTrimmed() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Tally late = new Tally();
    LocalClock clock = clock();
    try (WrappedRedis redis = clock.giveTo(new WrappedRedis(data())).start();
        DualBusClient reader = client(EngineType.RISK, redis);
        DualBusClient writer = client(EngineType.HUB, redis)) {
      reader.subscribe(
          PULLED,
          message -> {
            goOn.await();
            late.handle(message);
          });
      try (Paced paced = new Paced(writer, PULLED, PER_SECOND, PER_SECOND * 100)) {
        paced.awaitMoreConfirmed(BETWEEN, PATIENCE);
        clock.set(DAY);
        paced.awaitMoreConfirmed(BETWEEN, PATIENCE);
        paced.stop(PATIENCE);
        Object entries = redis.command("XLEN", STREAM);

        trim(redis);
        assertThat(redis.command("XLEN", STREAM)).isEqualTo(entries);
        goOn.countDown();

        late.assertHolds(paced, PATIENCE);
        // Acknowledged and a day old, by the stream's own time: now it may go.
        await().atMost(PATIENCE).until(() -> pending(redis) == 0);
      }
    }
  }

  /// Without a compiler: what a jump leaves in a stream is an id a day ahead.
  @Test
  void stream_withAnIdADayAhead_publishersAndReadersGoOn() throws IOException {
    assumeThat(WrappedRedis.isOnPath("redis-server")).as("redis-server on the PATH").isTrue();
    Tally pulled = new Tally();
    try (WrappedRedis redis = new WrappedRedis(data()).start();
        DualBusClient reader = client(EngineType.RISK, redis);
        DualBusClient writer = client(EngineType.HUB, redis)) {
      reader.subscribe(PULLED, pulled);
      try (Paced paced = new Paced(writer, PULLED, PER_SECOND, PER_SECOND * 100)) {
        paced.awaitMoreConfirmed(BETWEEN, PATIENCE);
        String ahead = newest(redis) + DAY.toMillis() + "-0";
        redis.command("XADD", STREAM, ahead, "f", "not a frame");
        paced.awaitMoreConfirmed(BETWEEN, PATIENCE);
        int published = paced.stop(PATIENCE);

        pulled.assertHolds(paced, PATIENCE);
        assertThat(paced.count(End.CONFIRMED)).isEqualTo(published);
        await()
            .atMost(PATIENCE)
            .until(() -> Long.valueOf(1).equals(redis.command("XLEN", STREAM + ":dlq:risk")));
      }
    }
  }

  private Path data() throws IOException {
    return Files.createDirectory(folder.resolve("data"));
  }

  private LocalClock clock() throws IOException {
    assumeThat(WrappedRedis.isOnPath("redis-server")).as("redis-server on the PATH").isTrue();
    Optional<LocalClock> clock = LocalClock.in(folder);
    assumeThat(clock).as("gcc on the PATH, to put a clock between Redis and Linux").isPresent();
    return clock.orElseThrow();
  }

  private static void trim(WrappedRedis redis) throws IOException {
    try (InputStream in =
        BusTransport.class.getResourceAsStream("/dev/nautilus/bus/lettuce/trim.lua")) {
      assertThat(in).isNotNull();
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      redis.command("EVAL", script, "1", STREAM, Long.toString(Duration.ofHours(1).toMillis()));
    }
  }

  private static long pending(WrappedRedis redis) {
    Object summary = redis.command("XPENDING", STREAM, "risk");
    return summary instanceof List<?> fields && fields.get(0) instanceof Long count ? count : -1;
  }

  private static long newest(WrappedRedis redis) {
    return millis(redis.command("XREVRANGE", STREAM, "+", "-", "COUNT", "1"));
  }

  private static long oldest(WrappedRedis redis) {
    return millis(redis.command("XRANGE", STREAM, "-", "+", "COUNT", "1"));
  }

  /// From `[[millis-sequence, [...]]]`.
  private static long millis(@Nullable Object entries) {
    String text = String.valueOf(entries);
    return Long.parseLong(text.substring(2, text.indexOf('-')));
  }
}
