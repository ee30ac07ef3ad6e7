package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.DeadLetterQueue;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.codec.DeadLetterText;
import dev.nautilus.bus.codec.FrameDecoder;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// What a group gives up, on a real server.
@NautilusBusTest
class DeadLetterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STREAM = "{el:signals:0}";
  private static final DeadLetterQueue QUEUE = DeadLetterQueue.parse("el:signals:0/risk");
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "dead.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final BusOptions TWO_ATTEMPTS =
      BusClients.OPTIONS.toBuilder().maxAttempts(2).retryDelay(Duration.ofMillis(20)).build();

  /// Fails for number 0 until it is mended; keeps what it was handed.
  private static final class Poisoned {
    private final AtomicBoolean mended = new AtomicBoolean();
    private final List<Message<Numbered>> handled = new CopyOnWriteArrayList<>();

    void handle(Message<Numbered> message) {
      if (message.payload().number() == 0 && !mended.get()) {
        throw new IllegalStateException("as the test wants it: " + "x".repeat(2000));
      }
      handled.add(message);
    }

    List<Integer> numbers() {
      return handled.stream().map(message -> message.payload().number()).toList();
    }
  }

  private static DualBusClient risk(BusClients clients) {
    return clients.client(clients.builder(EngineType.RISK, "risk-1").options(TWO_ATTEMPTS));
  }

  private static DeadLetters letters(BusServers servers) {
    return DeadLetters.at(BusAddress.of(servers.engineLogic().url(), 6381));
  }

  /// All at once, so that they share frames.
  private static List<MessageId> publish(DualBusClient writer, int... numbers) {
    List<CompletableFuture<Published>> all = new ArrayList<>();
    for (int number : numbers) {
      all.add(writer.publish(PULLED, new Numbered("a", number)).toCompletableFuture());
    }
    return all.stream()
        .map(one -> one.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().id())
        .toList();
  }

  private static long pending(RedisServer redis) {
    return redis.command("XPENDING", STREAM, "risk") instanceof List<?> fields
            && fields.get(0) instanceof Long count
        ? count
        : -1;
  }

  @Test
  void letter_ofAMessageThatAlwaysFails_saysWhyAndHoldsItAlone(
      BusServers servers, BusClients clients) {
    Poisoned handler = new Poisoned();
    risk(clients).subscribe(PULLED, handler::handle);
    List<MessageId> ids = publish(clients.client(EngineType.HUB, "hub-1"), 1, 0, 2);
    await().atMost(PATIENCE).until(() -> handler.numbers().contains(2));

    try (DeadLetters letters = letters(servers)) {
      assertThat(letters.queues()).containsExactlyEntriesOf(Map.of(QUEUE, 1L));
      DeadLetter letter = letters.list(QUEUE, "0", 10).get(0);
      assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.FAILED);
      assertThat(letter.exception()).isEqualTo("java.lang.IllegalStateException");
      assertThat(letter.error()).startsWith("as the test wants it").hasSize(1000);
      assertThat(letter.attempts()).isEqualTo(2);
      assertThat(letter.firstFailedAt()).isBefore(letter.lastFailedAt());
      assertThat(letter.readFrom()).isEqualTo(STREAM);
      assertThat(letter.messageId()).isEqualTo(ids.get(1));
      assertThat(letter.type()).isEqualTo(PULLED.name());
      assertThat(letter.key()).isEqualTo("a");
      assertThat(FrameDecoder.decode(letter.frame()).envelope(0, STREAM, false).id())
          .isEqualTo(ids.get(1));
      assertThat(letters.find(QUEUE, letter.id())).map(DeadLetter::id).contains(letter.id());
      assertThat(letters.find(QUEUE, "1-1")).isEmpty();
      assertThat(DeadLetterText.of(letter)).contains("IllegalStateException", "dead.pulled");
    }
    await().atMost(PATIENCE).until(() -> pending(servers.engineLogic()) == 0);
    assertThat(servers.engineLogic().command("EXISTS", STREAM + ":moved:risk")).isEqualTo(0L);
  }

  @Test
  void replay_afterMending_reachesOnlyTheGroupThatFailed(BusServers servers, BusClients clients) {
    Poisoned handler = new Poisoned();
    risk(clients).subscribe(PULLED, handler::handle);
    Recorder<Numbered> other = Recorder.on(clients.client(EngineType.ML, "ml-1"), PULLED);
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    List<MessageId> ids = publish(writer, 0, 1);
    await().atMost(PATIENCE).until(() -> handler.numbers().contains(1));

    handler.mended.set(true);
    try (DeadLetters letters = letters(servers)) {
      assertThat(letters.replayAll(QUEUE)).isEqualTo(1);
      await().atMost(PATIENCE).until(() -> handler.handled.size() == 2);
      assertThat(letters.queues()).isEmpty();
      assertThat(letters.replayAll(QUEUE)).isZero();
    }

    Message<Numbered> replayed = handler.handled.get(1);
    assertThat(replayed.envelope().id()).isEqualTo(ids.get(0));
    assertThat(replayed.envelope().redelivered()).isTrue();
    publish(writer, 2);
    other.await(3, PATIENCE);
    assertThat(other.payloads()).extracting(Numbered::number).containsExactly(0, 1, 2);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Long.valueOf(0)
                    .equals(servers.engineLogic().command("XLEN", STREAM + ":retry:risk")));
  }

  @Test
  void replay_whileTheEngineIsAway_waitsForIt(BusServers servers, BusClients clients) {
    Poisoned handler = new Poisoned();
    DualBusClient before = risk(clients);
    before.subscribe(PULLED, handler::handle);
    publish(clients.client(EngineType.HUB, "hub-1"), 0, 1);
    await().atMost(PATIENCE).until(() -> handler.numbers().contains(1));
    before.close();

    try (DeadLetters letters = letters(servers)) {
      String id = letters.list(QUEUE, "0", 1).get(0).id();
      assertThat(letters.replay(QUEUE, List.of(id, "1-1"))).isEqualTo(1);
    }

    Recorder<Numbered> after = Recorder.on(risk(clients), PULLED);
    assertThat(after.await(1, PATIENCE).get(0).envelope().redelivered()).isTrue();
    assertThat(after.payloads()).extracting(Numbered::number).containsExactly(0);
  }

  @Test
  void replay_failsAgain_isALetterAgainAndNothingIsLeftBehind(
      BusServers servers, BusClients clients) {
    Poisoned handler = new Poisoned();
    DualBusClient reader = risk(clients);
    reader.subscribe(PULLED, handler::handle);
    List<MessageId> ids = publish(clients.client(EngineType.HUB, "hub-1"), 0);
    await().atMost(PATIENCE).until(() -> reader.statistics(PULLED.bus()).deadLettered() == 1);

    try (DeadLetters letters = letters(servers)) {
      assertThat(letters.replayAll(QUEUE)).isEqualTo(1);
      await().atMost(PATIENCE).until(() -> reader.statistics(PULLED.bus()).deadLettered() == 2);

      assertThat(letters.list(QUEUE, "0", 10))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.messageId()).isEqualTo(ids.get(0));
                assertThat(letter.readFrom()).isEqualTo(STREAM + ":retry:risk");
              });
      assertThat(servers.engineLogic().command("XLEN", STREAM + ":retry:risk")).isEqualTo(0L);
      assertThat(letters.purgeAll(QUEUE)).isEqualTo(1);
      assertThat(letters.queues()).isEmpty();
    }
  }

  @Test
  void entry_thatIsNoFrame_isALetterWholeAndTheStreamGoesOn(
      BusServers servers, BusClients clients) {
    Recorder<Numbered> reader = Recorder.on(risk(clients), PULLED);
    RedisServer redis = servers.engineLogic();
    redis.command("XADD", STREAM, "*", "f", "not a frame");
    redis.command("XADD", STREAM, "*", "hello", "world");
    publish(clients.client(EngineType.HUB, "hub-1"), 1);

    reader.await(1, PATIENCE);
    await().atMost(PATIENCE).until(() -> pending(redis) == 0);
    try (DeadLetters letters = letters(servers)) {
      List<DeadLetter> all = letters.list(QUEUE, "0", 10);
      assertThat(all).extracting(DeadLetter::reason).containsOnly(DeadLetter.Reason.CORRUPT);
      assertThat(all)
          .extracting(letter -> new String(letter.frame(), StandardCharsets.UTF_8))
          .containsExactly("not a frame", "hello=world\n");
      assertThat(letters.purge(QUEUE, List.of(all.get(0).id(), "1-1"))).isEqualTo(1);
      assertThat(letters.list(QUEUE, all.get(0).id(), 10)).hasSize(1);
    }
  }

  @Test
  void move_refusedByAFullRedis_keepsTheMessageParkedAndUnacknowledged(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    CountDownLatch full = new CountDownLatch(1);
    Poisoned handler = new Poisoned();
    DualBusClient reader = risk(clients);
    reader.subscribe(
        PULLED,
        message -> {
          full.await();
          handler.handle(message);
        });
    publish(clients.client(EngineType.HUB, "hub-1"), 0, 1);
    redis.command("CONFIG", "RESETSTAT");
    redis.command("CONFIG", "SET", "maxmemory", "1");
    try {
      full.countDown();
      await()
          .atMost(PATIENCE)
          .until(
              () -> String.valueOf(redis.command("INFO", "errorstats")).contains("errorstat_OOM"));
      assertThat(handler.numbers()).isEmpty();
      assertThat(pending(redis)).isPositive();
      assertThat(reader.statistics(PULLED.bus()).deadLettered()).isZero();
    } finally {
      redis.command("CONFIG", "SET", "maxmemory", "0");
    }

    await().atMost(PATIENCE).until(() -> handler.numbers().equals(List.of(1)));
    await().atMost(PATIENCE).until(() -> pending(redis) == 0);
    assertThat(reader.statistics(PULLED.bus()).failed()).as("not tried again").isEqualTo(2);
    try (DeadLetters letters = letters(servers)) {
      assertThat(letters.list(QUEUE, "0", 10)).hasSize(1);
    }
  }
}
