package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Partitioning;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A bus that is given more partitions: with messages in it that nobody has read yet, and only when
/// nobody is there whom it would confuse.
@NautilusBusTest
class PartitionGrowthIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int KEYS = 40;

  /// More than one read brings, so that a reader of old and new would mix them.
  private static final int BACKLOG = 6000;

  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "growth.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "growth.pushed", Numbered.class).keyedBy(Numbered::key);

  private static DualBusClient client(
      BusClients clients, EngineType engine, String instance, int partitions) {
    BusOptions options =
        BusClients.OPTIONS.toBuilder()
            .partitions(partitions)
            .leaseTime(Duration.ofMillis(1200))
            .build();
    return clients.client(clients.builder(engine, instance).options(options));
  }

  private static Partitioning partitioning(BusServers servers) {
    return Partitioning.at(address(servers.marketData()), address(servers.engineLogic()));
  }

  private static BusAddress address(RedisServer redis) {
    return new BusAddress(redis.host(), redis.port(), null, null, false);
  }

  private static void publish(DualBusClient writer, MessageType<Numbered> type, int from, int to) {
    IntStream.range(from, to)
        .mapToObj(n -> writer.publish(type, new Numbered("k" + n % KEYS, n)).toCompletableFuture())
        .toList()
        .forEach(one -> assertThat(one).succeedsWithin(PATIENCE));
  }

  /// A group and a backlog for it, with two partitions.
  private static void leaveBacklog(BusClients clients) {
    DualBusClient reader = client(clients, EngineType.RISK, "risk-1", 2);
    reader.subscribe(PULLED, message -> {});
    reader.close();
    try (DualBusClient writer = client(clients, EngineType.ML, "ml-1", 2)) {
      publish(writer, PULLED, 0, BACKLOG);
    }
  }

  private static void awaitDisconnected(BusServers servers) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !String.valueOf(servers.engineLogic().command("CLIENT", "LIST"))
                        .contains("nautilus-")
                    && !String.valueOf(servers.marketData().command("CLIENT", "LIST"))
                        .contains("nautilus-"));
  }

  @Test
  void backlog_ofAnEngineThatIsAway_isReadBeforeWhatCameLaterOfItsKeys(
      BusServers servers, BusClients clients) {
    leaveBacklog(clients);
    awaitDisconnected(servers);

    try (Partitioning partitioning = partitioning(servers)) {
      assertThat(partitioning.counts()).isEqualTo(Map.of(Bus.MARKET_DATA, 2, Bus.ENGINE_LOGIC, 2));
      assertThat(partitioning.grow(8)).isEmpty();
      assertThat(partitioning.counts()).isEqualTo(Map.of(Bus.MARKET_DATA, 8, Bus.ENGINE_LOGIC, 8));
      assertThat(partitioning.grow(8)).as("again").isEmpty();
    }
    // Before the engine is back: its group is on the new streams already.
    publish(client(clients, EngineType.ML, "ml-1", 8), PULLED, BACKLOG, 2 * BACKLOG);
    List<Message<Numbered>> seen = Collections.synchronizedList(new ArrayList<>());
    for (String instance : List.of("risk-1", "risk-2", "risk-3")) {
      client(clients, EngineType.RISK, instance, 8).subscribe(PULLED, seen::add);
    }

    await().atMost(PATIENCE).until(() -> seen.size() >= 2 * BACKLOG);
    assertThat(seen)
        .extracting(message -> message.payload().number())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2 * BACKLOG).boxed().toList());
    for (int k = 0; k < KEYS; k++) {
      String key = "k" + k;
      assertThat(seen.stream().filter(message -> message.payload().key().equals(key)))
          .extracting(message -> message.payload().number())
          .as(key)
          .isSorted();
    }
    assertThat(seen).noneMatch(message -> message.envelope().redelivered());
    assertThat(servers.engineLogic().command("XLEN", "{el:signals:7}")).isNotEqualTo(0L);
  }

  @Test
  void journal_withPlacesOfBefore_readsTheNewPartitionsFromTheirBeginning(
      BusServers servers, BusClients clients) {
    DualBusClient before = client(clients, EngineType.ML, "ml-1", 2);
    publish(before, PUSHED, 0, KEYS);
    Map<String, String> places = before.journal().ends(List.of(PUSHED));
    before.close();
    awaitDisconnected(servers);
    try (Partitioning partitioning = partitioning(servers)) {
      assertThat(partitioning.grow(4)).isEmpty();
    }
    DualBusClient after = client(clients, EngineType.ML, "ml-1", 4);
    publish(after, PUSHED, KEYS, 2 * KEYS);

    List<Integer> read = new ArrayList<>();
    after
        .journal()
        .read(
            List.of(PUSHED), places, message -> read.add(((Numbered) message.payload()).number()));

    assertThat(places).hasSize(4);
    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(KEYS, 2 * KEYS).boxed().toList());
  }

  @Test
  void growth_whileAClientIsThere_isRefusedByName(BusServers servers, BusClients clients) {
    DualBusClient risk = client(clients, EngineType.RISK, "risk-1", 2);
    risk.subscribe(PULLED, message -> {});

    try (Partitioning partitioning = partitioning(servers)) {
      assertThat(partitioning.grow(4))
          .anyMatch(line -> line.contains("nautilus-risk-risk-1") && line.contains("stop them"));
      assertThat(partitioning.counts()).containsEntry(Bus.ENGINE_LOGIC, 2);
    }
  }

  @Test
  void growth_toWhatIsNoMultiple_isRefused(BusServers servers, BusClients clients) {
    leaveBacklog(clients);
    awaitDisconnected(servers);

    try (Partitioning partitioning = partitioning(servers)) {
      assertThat(partitioning.grow(3))
          .anyMatch(line -> line.contains("el: partitions must be a multiple of 2"));
      assertThat(partitioning.grow(1)).anyMatch(line -> line.contains("needs an empty Redis"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> partitioning.grow(0))
          .withMessageContaining("1 to 1024, was 0");
      assertThat(partitioning.counts()).containsEntry(Bus.ENGINE_LOGIC, 2);
    }
  }

  @Test
  void growth_withDeadLettersOrEnginesOnMainRedis_isRefused(
      BusServers servers, BusClients clients) {
    leaveBacklog(clients);
    RedisServer redis = servers.engineLogic();
    redis.command("XADD", "{el:signals:0}:dlq:risk", "*", "f", "letter");
    redis.command("HSET", "{el}:modes", "vpin", "LEGACY", "risk", "DUAL");
    redis.command("XADD", "{el:risk:3}", "*", "f", "stranger");
    awaitDisconnected(servers);

    try (Partitioning partitioning = partitioning(servers)) {
      assertThat(partitioning.grow(4))
          .anyMatch(line -> line.contains("1 dead letters of risk on {el:signals:0}"))
          .anyMatch(line -> line.contains("(vpin)") && line.contains("nautilus migrate"))
          .anyMatch(line -> line.startsWith("{el:risk:3} holds entries"))
          .hasSize(3);
      assertThat(partitioning.counts()).containsEntry(Bus.ENGINE_LOGIC, 2);
    }
  }
}
