package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.it.Paced.End;
import dev.nautilus.bus.testkit.RedisCluster;
import dev.nautilus.bus.testkit.RedisNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Buses on a Redis Cluster of three masters, real ones, with a replica each. No client is told
/// anything.
@LongFault
class ClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final MessageType<Numbered> PULLED =
      MessageType.event(Family.SIGNALS, "cluster.pulled", Numbered.class).keyedBy(Numbered::key);
  private static final MessageType<Numbered> PUSHED =
      MessageType.event(Family.APP, "cluster.pushed", Numbered.class).keyedBy(Numbered::key);

  @BeforeEach
  void needsRedis() {
    assumeTrue(
        RedisCluster.isPossible(), "needs redis-server 7 or later, and redis-cli, on the PATH");
  }

  private static MessageType<Numbered> type(Bus bus) {
    return bus == Bus.MARKET_DATA ? PUSHED : PULLED;
  }

  private static List<String> streams(Bus bus) {
    String family = bus == Bus.MARKET_DATA ? "md:app" : "el:signals";
    return IntStream.range(0, ClusterStage.PARTITIONS)
        .mapToObj(partition -> "{" + family + ":" + partition + "}")
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Bus.class)
  void partitions_areSpreadOverMastersAndDeliverAllInOrder(Bus bus) {
    try (ClusterStage stage = new ClusterStage()) {
      Tally tally = new Tally();
      DualBusClient reader = stage.client(EngineType.RISK, "risk-1");
      reader.subscribe(type(bus), tally);
      DualBusClient writer = stage.client(EngineType.HUB, "hub-1");
      try (Paced paced = new Paced(writer, type(bus), 10_000, 50_000)) {
        paced.awaitMoreConfirmed(30_000, PATIENCE);
        paced.stop(PATIENCE);
        tally.assertHolds(paced, PATIENCE);
        assertThat(paced.count(End.CONFIRMED)).isEqualTo(paced.published());
      }
      assertThat(stage.redis().owners(streams(bus))).isGreaterThan(1);
      assertThat(writer.health(bus).status()).isEqualTo(BusHealth.Status.UP);
      assertThat(reader.health(bus).status()).isEqualTo(BusHealth.Status.UP);
    }
  }

  @ParameterizedTest
  @EnumSource(Bus.class)
  void slot_movedUnderLoad_nothingConfirmedIsLostDoubledOrOutOfOrder(Bus bus) {
    assertNothingIsLost(
        bus,
        5_000,
        (stage, paced) -> {
          for (String key : streams(bus).subList(0, 3)) {
            stage.redis().move(stage.redis().slot(key));
            paced.awaitMoreConfirmed(5_000, PATIENCE);
          }
          paced.awaitMoreConfirmed(10_000, PATIENCE);
        });
  }

  @ParameterizedTest
  @EnumSource(Bus.class)
  void manySlots_reshardedUnderLoad_nothingConfirmedIsLostDoubledOrOutOfOrder(Bus bus) {
    assertNothingIsLost(
        bus,
        2_000,
        (stage, paced) -> {
          int slot =
              streams(bus).stream()
                  .map(stage.redis()::slot)
                  .min(Comparator.comparingInt(stage.redis()::slotsUpTo))
                  .orElseThrow();
          stage.redis().reshardUpTo(slot);
          paced.awaitMoreConfirmed(10_000, PATIENCE);
        });
  }

  @ParameterizedTest
  @EnumSource(Bus.class)
  void masterKilledUnderLoad_nothingConfirmedIsLostDoubledOrOutOfOrder(Bus bus) {
    assertNothingIsLost(
        bus,
        5_000,
        (stage, paced) -> {
          stage.redis().killOwner(stage.redis().slot(streams(bus).get(0)));
          paced.awaitMoreConfirmed(30_000, PATIENCE);
        });
  }

  /// Publishes so many a second to one reader, before, while and after something happens.
  private static void assertNothingIsLost(
      Bus bus, int perSecond, BiConsumer<ClusterStage, Paced> happening) {
    try (ClusterStage stage = new ClusterStage()) {
      Tally tally = new Tally();
      DualBusClient reader = stage.client(EngineType.RISK, "risk-1");
      reader.subscribe(type(bus), tally);
      DualBusClient writer = stage.client(EngineType.HUB, "hub-1");
      try (Paced paced = new Paced(writer, type(bus), perSecond, 1_000_000)) {
        paced.awaitMoreConfirmed(2 * perSecond, PATIENCE);
        happening.accept(stage, paced);
        paced.stop(PATIENCE);
        tally.assertHolds(paced, PATIENCE);
        assertThat(paced.count(End.OUTCOME_UNKNOWN)).isZero();
        assertThat(reader.statistics(bus).gaps()).isZero();
      }
    }
  }

  @Test
  void twoInstances_shareThePartitionsOfAnEngine() {
    try (ClusterStage stage = new ClusterStage()) {
      Tally tally = new Tally();
      Tally first = new Tally();
      Tally second = new Tally();
      stage
          .client(EngineType.RISK, "risk-1")
          .subscribe(
              PULLED,
              message -> {
                tally.handle(message);
                first.handle(message);
              });
      stage
          .client(EngineType.RISK, "risk-2")
          .subscribe(
              PULLED,
              message -> {
                tally.handle(message);
                second.handle(message);
              });
      DualBusClient writer = stage.client(EngineType.HUB, "hub-1");
      try (Paced paced = new Paced(writer, PULLED, 2_000, 1_000_000)) {
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> first.count() > 1_000 && second.count() > 1_000);
        paced.stop(PATIENCE);
        tally.assertHolds(paced, PATIENCE);
      }
    }
  }

  @Test
  void server_ofACluster_isItsMastersTogetherAndWritesToDiskWhenOneDoes() {
    try (RedisCluster redis = RedisCluster.start();
        BusServer server = BusServer.at(BusAddress.of(redis.url(), 1))) {
      List<RedisNode> masters = redis.nodes().stream().filter(RedisNode::isMaster).toList();
      assertThat(server.lookAtEach())
          .containsOnlyKeys(masters.stream().map(RedisNode::address).toList())
          .allSatisfy((node, sight) -> assertThat(sight).isPresent());
      long used =
          server.lookAtEach().values().stream()
              .mapToLong(sight -> sight.orElseThrow().usedBytes())
              .sum();
      assertThat(server.look().usedBytes()).isBetween(used / 2, used * 2).isPositive();
      assertThat(server.writesToDisk()).isFalse();

      masters.get(2).ask("CONFIG", "SET", "save", "60 1000");
      assertThat(server.writesToDisk()).isTrue();

      masters.get(1).kill();
      assertThatThrownBy(server::look)
          .isInstanceOf(BusException.class)
          .hasMessageContaining(masters.get(1).address());
    }
  }
}
