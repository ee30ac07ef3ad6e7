package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.ChildJvm;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A consumer dies with a message in hand.
@NautilusBusTest
class ConsumerCrashIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STREAM = "{el:signals:0}";
  private static final String LATER_STREAM = "{el:risk:0}";
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "crash.pulled", Numbered.class).keyedBy(Numbered::key);

  @Test
  void consumer_killedInItsHandler_messageStaysPendingAndComesFlaggedToItsSuccessor(
      BusServers servers, BusClients clients, @TempDir Path folder) throws IOException {
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    Path subscribed = folder.resolve("subscribed");
    Path inHand = folder.resolve("in-hand");
    String[] arguments = {
      servers.marketData().url(),
      servers.engineLogic().url(),
      subscribed.toString(),
      inHand.toString()
    };
    MessageId first;
    try (ChildJvm child = ChildJvm.start(StuckConsumer.class, folder.resolve("log"), arguments)) {
      await().atMost(PATIENCE).until(() -> Files.exists(subscribed));
      first = publish(writer, 1);
      await().atMost(PATIENCE).until(() -> Files.exists(inHand));
      publish(writer, 2);

      child.kill();
    }
    assertThat(pending(servers)).isPositive();

    DualBusClient successor = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> reader = Recorder.on(successor, PULLED);

    List<Message<Numbered>> arrived = reader.await(2, PATIENCE);
    assertThat(reader.payloads()).extracting(Numbered::number).containsExactly(1, 2);
    assertThat(arrived.get(0).envelope().redelivered()).isTrue();
    assertThat(arrived.get(0).envelope().id()).isEqualTo(first);
    await().atMost(PATIENCE).until(() -> pending(servers) == 0);
  }

  @Test
  void consumer_handlerNotDone_entryIsNotAcknowledgedUntilItIs(
      BusServers servers, BusClients clients) throws InterruptedException {
    CountDownLatch inHand = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    clients
        .client(EngineType.RISK, "risk-1")
        .subscribe(
            PULLED,
            message -> {
              inHand.countDown();
              goOn.await();
            });
    publish(clients.client(EngineType.HUB, "hub-1"), 1);
    inHand.await();

    assertThat(pending(servers)).isEqualTo(1);

    goOn.countDown();
    await().atMost(PATIENCE).until(() -> pending(servers) == 0);
  }

  @Test
  void consumer_diedWithEntriesOfAStreamItsSuccessorJoinsLater_theyComeToo(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    MessageType<Numbered> later =
        MessageType.event(Family.RISK, "crash.later", Numbered.class).keyedBy(Numbered::key);
    redis.command("XGROUP", "CREATE", LATER_STREAM, "risk", "$", "MKSTREAM");
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    assertThat(writer.publish(later, new Numbered("a", 1))).succeedsWithin(PATIENCE);
    // An earlier incarnation of risk-1 takes the entry and is never heard of again.
    redis.command(
        "XREADGROUP", "GROUP", "risk", "risk-1#dead", "COUNT", "10", "STREAMS", LATER_STREAM, ">");

    DualBusClient successor = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> first = Recorder.on(successor, PULLED);
    publish(writer, 2);
    first.await(1, PATIENCE);
    Recorder<Numbered> reader = Recorder.on(successor, later);

    assertThat(reader.await(1, PATIENCE).get(0).envelope().redelivered()).isTrue();
    assertThat(reader.payloads()).extracting(Numbered::number).containsExactly(1);
  }

  private static MessageId publish(DualBusClient writer, int number) {
    return writer
        .publish(PULLED, new Numbered("a", number))
        .thenApply(Published::id)
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /// Entries handed to a consumer of the group and not acknowledged.
  private static long pending(BusServers servers) {
    Object summary = servers.engineLogic().command("XPENDING", STREAM, "risk");
    return summary instanceof List<?> fields && fields.get(0) instanceof Long count ? count : -1;
  }

  /// Never finishes its first message.
  static final class StuckConsumer {
    private StuckConsumer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      DualBusClient bus =
          DualBusClient.builder(EngineType.RISK, "risk-1")
              .marketData(arguments[0])
              .engineLogic(arguments[1])
              .options(BusClients.OPTIONS)
              .build();
      bus.subscribe(
          PULLED,
          message -> {
            Files.createFile(Path.of(arguments[3]));
            Thread.currentThread().join();
          });
      Files.createFile(Path.of(arguments[2]));
      Thread.currentThread().join();
    }
  }
}
