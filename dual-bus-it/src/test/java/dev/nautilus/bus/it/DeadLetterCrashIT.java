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
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.ChildJvm;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A consumer is killed while it moves messages to the dead letters: some entries are moved in
/// part, and the last command it sent may or may not have reached the server.
@NautilusBusTest
class DeadLetterCrashIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STREAM = "{el:signals:0}";
  private static final String LETTERS = STREAM + ":dlq:risk";
  private static final int MESSAGES = 400;
  private static final int EACH_POISONED = 4;
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "deadcrash.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final BusOptions ONE_ATTEMPT =
      BusClients.OPTIONS.toBuilder().maxAttempts(1).build();

  @Test
  void consumer_killedWhileItMoves_nothingIsLostAndNoLetterIsDoubled(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    RedisServer redis = servers.engineLogic();
    redis.command("XGROUP", "CREATE", STREAM, "risk", "$", "MKSTREAM");
    List<Long> sequences = publishAll(clients.client(EngineType.HUB, "hub-1"));
    Path handled = Files.createFile(folder.resolve("handled"));

    killOnce(servers, handled, 15, false);
    killOnce(servers, handled, 45, true);

    Set<Integer> here = ConcurrentHashMap.newKeySet();
    clients
        .client(clients.builder(EngineType.RISK, "risk-1").options(ONE_ATTEMPT))
        .subscribe(
            PULLED,
            message -> {
              failIfPoisoned(message.payload());
              here.add(message.payload().number());
            });
    await().atMost(PATIENCE).until(() -> pending(redis) == 0);
    here.addAll(Files.readAllLines(handled).stream().map(Integer::valueOf).toList());
    assertThat(here).hasSize(MESSAGES - MESSAGES / EACH_POISONED);
    assertLetters(servers, sequences);
    assertThat(redis.command("EXISTS", STREAM + ":moved:risk")).isEqualTo(0L);
  }

  private static void assertLetters(BusServers servers, List<Long> sequences) {
    List<Long> poisoned =
        IntStream.range(0, MESSAGES)
            .filter(number -> number % EACH_POISONED == 0)
            .mapToObj(sequences::get)
            .toList();
    try (DeadLetters letters = DeadLetters.at(BusAddress.of(servers.engineLogic().url(), 6381))) {
      List<DeadLetter> all =
          letters.list(DeadLetterQueue.parse("el:signals:0/risk"), "0", MESSAGES);
      assertThat(all)
          .extracting(letter -> letter.messageId().sequence())
          .containsExactlyInAnyOrderElementsOf(poisoned);
    }
  }

  /// Lets a process handle until so many letters are there, then ends it, with its last commands
  /// held up by a server that is frozen meanwhile if so wanted.
  private static void killOnce(BusServers servers, Path handled, int letters, boolean frozen)
      throws IOException {
    RedisServer redis = servers.engineLogic();
    String[] arguments = {
      servers.marketData().url(), redis.url(), handled.toString(),
    };
    try (ChildJvm child =
        ChildJvm.start(DyingConsumer.class, handled.resolveSibling("log"), arguments)) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> redis.command("XLEN", LETTERS) instanceof Long n && n >= letters);
      if (frozen) {
        redis.pause();
      }
      child.kill();
    } finally {
      redis.resume();
    }
    assertThat(pending(redis)).as("killed before it was through").isPositive();
  }

  private static List<Long> publishAll(DualBusClient writer) {
    List<CompletableFuture<Published>> all = new ArrayList<>();
    for (int number = 0; number < MESSAGES; number++) {
      Numbered payload = new Numbered("key-" + number % 7, number);
      all.add(writer.publish(PULLED, payload).toCompletableFuture());
    }
    return all.stream()
        .map(one -> one.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().id().sequence())
        .toList();
  }

  private static void failIfPoisoned(Numbered payload) {
    if (payload.number() % EACH_POISONED == 0) {
      throw new IllegalStateException("as the test wants it");
    }
  }

  private static long pending(RedisServer redis) {
    long owed =
        redis.command("XPENDING", STREAM, "risk") instanceof List<?> fields
                && fields.get(0) instanceof Long count
            ? count
            : -1;
    return owed == 0 && !allRead(redis) ? -1 : owed;
  }

  private static boolean allRead(RedisServer redis) {
    String newest = String.valueOf(redis.command("XREVRANGE", STREAM, "+", "-", "COUNT", "1"));
    String group = String.valueOf(redis.command("XINFO", "GROUPS", STREAM));
    int at = group.indexOf("last-delivered-id, ") + "last-delivered-id, ".length();
    return newest.contains(group.substring(at, group.indexOf(',', at)));
  }

  /// Writes down what it has handled.
  static final class DyingConsumer {
    private DyingConsumer() {}

    public static void main(String[] arguments) throws InterruptedException {
      DualBusClient bus =
          DualBusClient.builder(EngineType.RISK, "risk-1")
              .marketData(arguments[0])
              .engineLogic(arguments[1])
              .options(ONE_ATTEMPT)
              .build();
      bus.subscribe(
          PULLED,
          message -> {
            // Slow enough to be killed in between.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            failIfPoisoned(message.payload());
            Files.writeString(
                Path.of(arguments[2]),
                message.payload().number() + "\n",
                StandardOpenOption.APPEND);
          });
      Thread.currentThread().join();
    }
  }
}
