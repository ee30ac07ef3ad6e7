package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Instances of an engine share its work: by partition, or each message of an unordered type.
@NautilusBusTest
class SharingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PARTITIONS = 4;

  /// Entries, more than one command asks for.
  private static final int MANY = 700;

  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "sharing.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> OTHER =
      MessageType.event(Family.RISK, "sharing.other", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> UNORDERED =
      MessageType.event(Family.SIGNALS, "sharing.unordered", Numbered.class)
          .keyedBy(Numbered::key)
          .unordered();
  private static final BusOptions OPTIONS =
      BusClients.OPTIONS.toBuilder().leaseTime(Duration.ofMillis(1200)).build();
  private static final BusOptions PARTITIONED = OPTIONS.toBuilder().partitions(PARTITIONS).build();

  private static DualBusClient risk(BusClients clients, String instance, BusOptions options) {
    return clients.client(clients.builder(EngineType.RISK, instance).options(options));
  }

  private static String owner(RedisServer redis, String family, int partition) {
    String key = "{el:%s:%d}:lease:risk".formatted(family, partition);
    return String.valueOf(redis.command("GET", key)).replaceAll("#.*", "");
  }

  private static List<String> owners(RedisServer redis) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(partition -> owner(redis, "signals", partition))
        .toList();
  }

  private static void publish(DualBusClient writer, MessageType<Numbered> type, int from, int to) {
    IntStream.range(from, to)
        .mapToObj(n -> writer.publish(type, new Numbered("k" + n % 40, n)).toCompletableFuture())
        .toList()
        .forEach(one -> assertThat(one).succeedsWithin(PATIENCE));
  }

  @Test
  void partitions_ofTwoInstances_areSharedEvenlyAndAFamilyFollowsTheOther(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    DualBusClient first = risk(clients, "risk-1", PARTITIONED);
    Recorder<Numbered> atFirst = Recorder.on(first, PULLED);
    first.subscribe(OTHER, message -> {});
    await().atMost(PATIENCE).until(() -> owners(redis).stream().allMatch("risk-1"::equals));
    DualBusClient writer =
        clients.client(clients.builder(EngineType.HUB, "hub-1").options(PARTITIONED));
    publish(writer, PULLED, 0, 400);

    DualBusClient second = risk(clients, "risk-2", PARTITIONED);
    second.subscribe(OTHER, message -> {});
    Recorder<Numbered> atSecond = Recorder.on(second, PULLED);

    List<String> even = List.of("risk-1", "risk-2", "risk-1", "risk-2");
    await().atMost(PATIENCE).until(() -> owners(redis).equals(even));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> owner(redis, "risk", partition))
                    .toList()
                    .equals(even));
    publish(writer, PULLED, 400, 800);
    await()
        .atMost(PATIENCE)
        .until(() -> atFirst.payloads().size() + atSecond.payloads().size() >= 800);
    assertThat(atSecond.payloads()).isNotEmpty();
    assertOnceAndInOrder(atFirst, atSecond, 800);

    second.close();
    await().atMost(PATIENCE).until(() -> owners(redis).stream().allMatch("risk-1"::equals));
    publish(writer, PULLED, 800, 1000);
    await()
        .atMost(PATIENCE)
        .until(() -> atFirst.payloads().size() + atSecond.payloads().size() >= 1000);
    assertOnceAndInOrder(atFirst, atSecond, 1000);
  }

  private static void assertOnceAndInOrder(
      Recorder<Numbered> one, Recorder<Numbered> other, int count) {
    List<Integer> all = new ArrayList<>();
    for (Recorder<Numbered> each : List.of(one, other)) {
      each.payloads().forEach(payload -> all.add(payload.number()));
      for (int k = 0; k < 40; k++) {
        String key = "k" + k;
        assertThat(each.payloads().stream().filter(p -> p.key().equals(key)))
            .extracting(Numbered::number)
            .isSorted();
      }
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).boxed().toList());
  }

  @Test
  void partitions_leftAloneByTheInstanceTheyBelongTo_areTakenByTheOther(
      BusServers servers, BusClients clients) {
    DualBusClient first = risk(clients, "risk-1", OPTIONS);
    first.subscribe(OTHER, message -> {});
    await().atMost(PATIENCE).until(() -> owner(servers.engineLogic(), "risk", 0).equals("risk-1"));

    Recorder<Numbered> second = Recorder.on(risk(clients, "risk-2", OPTIONS), PULLED);
    publish(clients.client(EngineType.HUB, "hub-1"), PULLED, 0, 5);

    assertThat(second.await(5, PATIENCE)).hasSize(5);
  }

  @Test
  void unordered_twoInstances_workAtTheSameTime(BusServers servers, BusClients clients) {
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger handled = new AtomicInteger();
    for (String instance : List.of("risk-1", "risk-2")) {
      risk(clients, instance, OPTIONS)
          .subscribe(
              UNORDERED,
              message -> {
                both.countDown();
                both.await();
                handled.incrementAndGet();
              });
    }
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    publish(writer, UNORDERED, 0, 1);
    await().atMost(PATIENCE).until(() -> both.getCount() <= 1);
    publish(writer, UNORDERED, 1, 2);

    // Each waits for the other one to have a message in hand.
    await().atMost(PATIENCE).until(() -> handled.get() == 2);
    await().atMost(PATIENCE).until(() -> pending(servers) == 0);
  }

  @Test
  void unordered_whatADeadInstanceHeld_comesFlaggedAndWhatIsInHandIsKept(
      BusServers servers, BusClients clients) throws InterruptedException {
    RedisServer redis = servers.engineLogic();
    CountDownLatch inHand = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger slow = new AtomicInteger();
    risk(clients, "risk-1", OPTIONS)
        .subscribe(
            UNORDERED,
            message -> {
              slow.incrementAndGet();
              inHand.countDown();
              goOn.await();
            });
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    publish(writer, UNORDERED, 0, 1);
    inHand.await();
    publish(writer, UNORDERED, 1, 2);
    redis.command(
        "XREADGROUP", "GROUP", "risk", "risk-9#dead", "COUNT", "1", "STREAMS", SHARED, ">");

    Recorder<Numbered> peer = Recorder.on(risk(clients, "risk-2", OPTIONS), UNORDERED);

    // Number 1 was handed to nobody who lives: its claim comes after number 0 would have been.
    assertThat(peer.await(1, PATIENCE).get(0).envelope().redelivered()).isTrue();
    publish(writer, UNORDERED, 2, 3);
    peer.await(2, PATIENCE);
    assertThat(peer.payloads()).extracting(Numbered::number).containsExactly(1, 2);
    goOn.countDown();
    await().atMost(PATIENCE).until(() -> pending(servers) == 0);
    assertThat(slow).hasValue(1);
  }

  /// From Redis 7 on a claim drops what is trimmed, and says nothing.
  @Test
  void unordered_trimmedWhileADeadInstanceOwedIt_isCountedByWhoClaims(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    redis.command("XGROUP", "CREATE", SHARED, "risk", "$", "MKSTREAM");
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    IntStream.range(0, 3).forEach(n -> publish(writer, UNORDERED, n, n + 1));
    redis.command(
        "XREADGROUP", "GROUP", "risk", "risk-9#dead", "COUNT", "10", "STREAMS", SHARED, ">");
    redis.command("XTRIM", SHARED, "MAXLEN", "1");

    DualBusClient peer = risk(clients, "risk-2", OPTIONS);
    Recorder<Numbered> seen = Recorder.on(peer, UNORDERED);

    seen.await(1, PATIENCE);
    await().atMost(PATIENCE).until(() -> pending(servers) == 0);
    assertThat(seen.payloads()).extracting(Numbered::number).containsExactly(2);
    await().atMost(PATIENCE).until(() -> peer.statistics(Bus.ENGINE_LOGIC).gaps() == 2);
  }

  @Test
  void unordered_muchInHandForLong_isAllKept(BusServers servers, BusClients clients) {
    BusOptions patient = OPTIONS.toBuilder().retryDelay(Duration.ofMinutes(5)).build();
    AtomicInteger failed = new AtomicInteger();
    risk(clients, "risk-1", patient)
        .subscribe(
            UNORDERED,
            message -> {
              failed.incrementAndGet();
              throw new IllegalStateException("not today");
            });
    DualBusClient writer = clients.client(EngineType.HUB, "hub-1");
    IntStream.range(0, MANY).forEach(n -> publish(writer, UNORDERED, n, n + 1));
    await().atMost(PATIENCE).until(() -> failed.get() > 0 && pending(servers) == MANY);

    Recorder<Numbered> peer = Recorder.on(risk(clients, "risk-2", OPTIONS), UNORDERED);

    peer.awaitNothing(OPTIONS.leaseTime().multipliedBy(4));
    assertThat(pending(servers)).isEqualTo(MANY);
  }

  private static final String SHARED = "{el:signals:0}:shared";

  private static long pending(BusServers servers) {
    return servers.engineLogic().command("XPENDING", SHARED, "risk") instanceof List<?> fields
            && fields.get(0) instanceof Long count
        ? count
        : -1;
  }
}
