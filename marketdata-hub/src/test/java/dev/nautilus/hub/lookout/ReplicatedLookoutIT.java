package dev.nautilus.hub.lookout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.testkit.RedisCluster;
import dev.nautilus.bus.testkit.RedisNode;
import dev.nautilus.bus.testkit.RedisSentinels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// What is seen of buses on a cluster, and behind sentinels, while masters die.
@EnabledIf("dev.nautilus.bus.testkit.RedisCluster#isPossible")
class ReplicatedLookoutIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String LOGIC = "engine_logic";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /// Looks ten times a second.
  private RedisLookout lookAt(String marketData, String engineLogic) {
    RedisLookout lookout =
        new RedisLookout(
            new RedisLookout.Addresses(
                BusAddress.of(marketData, 1), BusAddress.of(engineLogic, 1), Optional::empty),
            meters,
            Duration.ofMillis(100));
    lookout.start();
    return lookout;
  }

  /// -1 while there is no such row.
  private double server(String meter, String server) {
    return value(meters.find("nautilus.hub.redis." + meter).tag("server", server).gauge());
  }

  private double engine(String meter, String engine) {
    return value(meters.find(meter).tag("server", LOGIC).tag("engine", engine).gauge());
  }

  private static double value(@Nullable Gauge row) {
    return row == null ? -1 : row.value();
  }

  private void awaitUp(String server, double value) {
    await(server + " is " + value).atMost(PATIENCE).until(() -> server("up", server) == value);
  }

  /// Three entries that a group reads, one of them handed over, and a letter it gave up.
  private static RedisNode fill(RedisCluster redis, String stream) {
    RedisNode node = redis.ownerOf(redis.slot(stream));
    for (int i = 1; i <= 3; i++) {
      node.ask("XADD", stream, i + "-0", "f", "x");
    }
    node.ask("XGROUP", "CREATE", stream, "ml", "0");
    node.ask("XREADGROUP", "GROUP", "ml", "c", "COUNT", "1", "STREAMS", stream, ">");
    node.ask("XADD", stream + ":dlq:ml", "*", "f", "x");
    return node;
  }

  @Test
  void cluster_masterDies_isDownUntilItsReplicaHasTakenOver() {
    try (RedisCluster redis = RedisCluster.start()) {
      List<RedisNode> masters = redis.nodes().stream().filter(RedisNode::isMaster).toList();
      RedisNode victim = fill(redis, "{el:risk:0}");
      RedisNode other = fill(redis, "{el:risk:1}");
      assertThat(other).as("on another master").isNotEqualTo(victim);
      RedisLookout lookout = lookAt(redis.url(), redis.url());

      await().atMost(PATIENCE).until(() -> engine("nautilus.hub.dead.letters", "ml") == 2);
      assertThat(engine("nautilus.hub.group.owed", "ml")).isEqualTo(6);
      assertThat(server("up", LOGIC)).isEqualTo(1);
      assertThat(masters)
          .hasSize(3)
          .allSatisfy(
              node -> {
                assertThat(server("up", LOGIC + " " + node.address())).isEqualTo(1);
                assertThat(server("memory", LOGIC + " " + node.address())).isPositive();
                assertThat(server("up", "market_data " + node.address())).isEqualTo(1);
              });

      victim.kill();
      awaitUp(LOGIC + " " + victim.address(), 0);
      assertThat(server("memory", LOGIC + " " + victim.address())).isNaN();
      awaitUp(LOGIC, 0);

      awaitUp(LOGIC, 1);
      assertThat(server("up", LOGIC + " " + victim.address()))
          .as("no master any more")
          .isEqualTo(-1);
      RedisNode successor = redis.ownerOf(redis.slot("{el:risk:0}"));
      awaitUp(LOGIC + " " + successor.address(), 1);
      assertThat(successor.ask("DEL", "{el:risk:0}:dlq:ml")).isEqualTo("1");
      await().atMost(PATIENCE).until(() -> engine("nautilus.hub.dead.letters", "ml") == 1);
      lookout.stop();
    }
  }

  @Test
  void sentinels_masterDies_theNextOneIsLookedAt() {
    try (RedisSentinels redis = RedisSentinels.start(1)) {
      RedisLookout lookout = lookAt(redis.url(Bus.MARKET_DATA), redis.url(Bus.ENGINE_LOGIC));
      awaitUp(LOGIC, 1);
      redis.killMaster(Bus.ENGINE_LOGIC);
      awaitUp(LOGIC, 0);
      assertThat(server("up", "market_data")).isEqualTo(1);

      RedisNode next = redis.awaitOtherMaster(Bus.ENGINE_LOGIC);
      assertThat(next.ask("CONFIG", "SET", "maxmemory", "123456789")).isEqualTo("OK");
      await().atMost(PATIENCE).until(() -> server("memory.limit", LOGIC) == 123_456_789);
      assertThat(server("up", LOGIC)).isEqualTo(1);
      lookout.stop();
    }
  }
}
