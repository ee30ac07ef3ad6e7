package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DeadLetterQueue;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.Start;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Groups: whose they are, where they begin, what they skip, and what becomes of them when the
/// server forgets them.
@NautilusBusTest
class GroupIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STREAM = "{el:signals:0}";
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "group.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> EXPRESS =
      MessageType.event(Family.SIGNALS, "group.express", Numbered.class)
          .keyedBy(Numbered::key)
          .express();

  private static void publish(DualBusClient writer, MessageType<Numbered> type, int from, int to) {
    for (int number = from; number < to; number++) {
      assertThat(writer.publish(type, new Numbered("k" + number % 3, number)))
          .succeedsWithin(PATIENCE);
    }
  }

  private static List<Integer> subscribe(
      DualBusClient reader, MessageType<Numbered> type, SubscriptionOptions options) {
    List<Integer> numbers = new CopyOnWriteArrayList<>();
    reader.subscribe(type, message -> numbers.add(message.payload().number()), options);
    return numbers;
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static String groups(RedisServer redis) {
    return String.valueOf(redis.command("XINFO", "GROUPS", STREAM));
  }

  private static long pending(RedisServer redis, String stream) {
    return redis.command("XPENDING", stream, "risk") instanceof List<?> fields
            && fields.get(0) instanceof Long count
        ? count
        : -1;
  }

  @Test
  void perInstance_eachInstanceGetsEverything_andACleanCloseLeavesNothing(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    SubscriptionOptions own = SubscriptionOptions.DEFAULTS.perInstance();
    publish(writer, PULLED, 0, 3);
    DualBusClient first = clients.client(EngineType.WEBSOCKET, "ws-1");
    List<Integer> atFirst = subscribe(first, PULLED, own);
    List<Integer> atSecond = subscribe(clients.client(EngineType.WEBSOCKET, "ws-2"), PULLED, own);

    publish(writer, PULLED, 3, 50);

    await().atMost(PATIENCE).until(() -> atFirst.equals(numbers(3, 50)));
    await().atMost(PATIENCE).until(() -> atSecond.equals(numbers(3, 50)));
    assertThat(groups(redis)).contains("websocket.ws-1,", "websocket.ws-2,");

    first.close();

    await().atMost(PATIENCE).until(() -> !groups(redis).contains("websocket.ws-1,"));
    assertThat(groups(redis)).contains("websocket.ws-2,");
    assertThat(redis.command("EXISTS", STREAM + ":retry:websocket.ws-1")).isEqualTo(0L);
    assertThat(redis.command("EXISTS", STREAM + ":lease:websocket.ws-1")).isEqualTo(0L);
  }

  @Test
  void start_ofABrandNewGroup_isWhereItWasAskedToBe_andOnlyThen(
      BusServers servers, BusClients clients) {
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    RedisServer redis = servers.engineLogic();
    publish(writer, PULLED, 0, 5);
    List<?> newest = listOf(redis.command("XREVRANGE", STREAM, "+", "-", "COUNT", "1"));
    String id = String.valueOf(listOf(newest.get(0)).get(0));
    long millis = Long.parseLong(id.substring(0, id.indexOf('-')));
    await()
        .atMost(PATIENCE)
        .until(() -> Long.parseLong(listOf(redis.command("TIME")).get(0) + "000") > millis);
    publish(writer, PULLED, 5, 8);
    Instant between = Instant.ofEpochMilli(millis + 1);

    List<Integer> all =
        subscribe(
            clients.client(EngineType.RISK, "risk-1"),
            PULLED,
            SubscriptionOptions.DEFAULTS.startingAt(Start.ALL));
    List<Integer> later =
        subscribe(
            clients.client(EngineType.ML, "ml-1"),
            PULLED,
            SubscriptionOptions.DEFAULTS.startingAt(Start.at(between)));
    List<Integer> now =
        subscribe(
            clients.client(EngineType.FACTOR, "factor-1"), PULLED, SubscriptionOptions.DEFAULTS);
    publish(writer, PULLED, 8, 9);

    await().atMost(PATIENCE).until(() -> all.equals(numbers(0, 9)));
    await().atMost(PATIENCE).until(() -> later.equals(numbers(5, 9)));
    await().atMost(PATIENCE).until(() -> now.equals(numbers(8, 9)));

    // A group that is there keeps its place, whatever is asked.
    List<Integer> again =
        subscribe(
            clients.client(EngineType.FACTOR, "factor-2"),
            PULLED,
            SubscriptionOptions.DEFAULTS.startingAt(Start.ALL));
    publish(writer, PULLED, 9, 10);
    await().atMost(PATIENCE).until(() -> now.size() + again.size() == 2);
  }

  @Test
  void keys_others_areSkippedAndAcknowledged(BusServers servers, BusClients clients) {
    List<Integer> some =
        subscribe(
            clients.client(EngineType.RISK, "risk-1"),
            PULLED,
            SubscriptionOptions.DEFAULTS.keys(Set.of("k1")));
    publish(clients.client(EngineType.HUB, "hub-1"), PULLED, 0, 10);

    await().atMost(PATIENCE).until(() -> some.equals(List.of(1, 4, 7)));
    await().atMost(PATIENCE).until(() -> pending(servers.engineLogic(), STREAM) == 0);
  }

  @Test
  void flushedUnderTraffic_whatIsConfirmedAfterwardsArrivesOnceAndInOrder(
      BusServers servers, BusClients clients) {
    DualBusClient reader = clients.client(EngineType.RISK, "risk-1");
    Recorder<Numbered> recorder = Recorder.on(reader, PULLED);
    try (Flow flow = new Flow(clients.client(EngineType.HUB, "hub-1"), PULLED)) {
      for (int round = 0; round < 3; round++) {
        flow.awaitMore(300);
        servers.engineLogic().flush();
        // What is confirmed later was published later than what is on its way now.
        int from = Collections.max(flow.confirmed()) + 2 * 8;
        flow.awaitMore(300);

        recorder.awaitMatch(payload -> payload.number() > from + 100, PATIENCE);
        int to = Collections.max(flow.confirmed()) - 2 * 8;
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    Set.copyOf(recorder.payloads().stream().map(Numbered::number).toList())
                        .containsAll(numbers(from, to)));
      }
      flow.stop();
    }
    List<Numbered> arrived = recorder.payloads();
    assertThat(arrived).extracting(Numbered::number).doesNotHaveDuplicates();
    for (int k = 0; k < 3; k++) {
      String key = "key-" + k;
      assertThat(arrived.stream().filter(p -> p.key().equals(key)))
          .extracting(Numbered::number)
          .isSorted();
    }
  }

  @Test
  void groupDestroyedByHand_isMadeAgainAndRepeatsNothing(BusServers servers, BusClients clients) {
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    List<Integer> handled =
        subscribe(clients.client(EngineType.RISK, "risk-1"), PULLED, SubscriptionOptions.DEFAULTS);
    publish(writer, PULLED, 0, 20);
    await().atMost(PATIENCE).until(() -> handled.equals(numbers(0, 20)));

    servers.engineLogic().command("XGROUP", "DESTROY", STREAM, "risk");
    publish(writer, PULLED, 20, 40);

    await().atMost(PATIENCE).until(() -> handled.size() >= 40);
    assertThat(handled).isEqualTo(numbers(0, 40));
    await().atMost(PATIENCE).until(() -> pending(servers.engineLogic(), STREAM) == 0);
  }

  @Test
  void letters_ofTheExpressLaneAndOfAnInstance_areReplayedToTheirGroupAlone(
      BusServers servers, BusClients clients) {
    AtomicBoolean mended = new AtomicBoolean();
    BusOptions once = BusClients.OPTIONS.toBuilder().maxAttempts(1).build();
    List<Integer> engine = new CopyOnWriteArrayList<>();
    List<Integer> instance = new CopyOnWriteArrayList<>();
    DualBusClient risk = clients.client(clients.builder(EngineType.RISK, "risk-1").options(once));
    for (boolean own : List.of(true, false)) {
      List<Integer> to = own ? instance : engine;
      risk.subscribe(
          EXPRESS,
          message -> {
            if (message.payload().number() == 0 && !mended.get()) {
              throw new IllegalStateException("as the test wants it");
            }
            to.add(message.payload().number());
          },
          own ? SubscriptionOptions.DEFAULTS.perInstance() : SubscriptionOptions.DEFAULTS);
    }
    publish(clients.client(EngineType.HUB, "hub-1"), EXPRESS, 0, 2);
    DeadLetterQueue ofEngine = DeadLetterQueue.parse("el:signals:0:express/risk");
    DeadLetterQueue ofInstance = DeadLetterQueue.parse("el:signals:0:express/risk.risk-1");
    try (DeadLetters letters = DeadLetters.at(BusAddress.of(servers.engineLogic().url(), 6381))) {
      await()
          .atMost(PATIENCE)
          .until(() -> letters.queues().keySet().equals(Set.of(ofEngine, ofInstance)));
      await().atMost(PATIENCE).until(() -> engine.equals(List.of(1)));
      mended.set(true);

      assertThat(letters.replayAll(ofInstance)).isEqualTo(1);
      await().atMost(PATIENCE).until(() -> instance.equals(List.of(1, 0)));
      assertThat(letters.replayAll(ofEngine)).isEqualTo(1);
      await().atMost(PATIENCE).until(() -> engine.equals(List.of(1, 0)));
      assertThat(letters.queues()).isEmpty();
    }
    assertThat(instance).containsExactly(1, 0);
  }

  private static List<?> listOf(@Nullable Object answer) {
    if (answer instanceof List<?> list) {
      return list;
    }
    throw new AssertionError("a list was expected, came " + answer);
  }
}
