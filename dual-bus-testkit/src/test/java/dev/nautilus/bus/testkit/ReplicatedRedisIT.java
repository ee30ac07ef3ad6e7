package dev.nautilus.bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.RiskAlert;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// A test as a team writes it, on a cluster and behind sentinels; `docs/testing-an-engine.md` shows
/// it.
@EnabledIf("dev.nautilus.bus.testkit.RedisCluster#isPossible")
class ReplicatedRedisIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static DualBusClient client(EngineType engine, String marketData, String engineLogic) {
    return DualBusClient.builder(engine, engine + "-1")
        .marketData(marketData)
        .engineLogic(engineLogic)
        .options(BusClients.OPTIONS)
        .build();
  }

  private static void publish(DualBusClient risk, String alert) {
    assertThat(risk.publish(MessageType.RISK_ALERT, new RiskAlert(alert, 0.95)))
        .succeedsWithin(PATIENCE);
  }

  @Test
  void cluster_masterDies_replicaTakesOverAndClientsFollow() {
    try (RedisCluster redis = RedisCluster.start();
        DualBusClient risk = client(EngineType.RISK, redis.url(), redis.url());
        DualBusClient portfolio = client(EngineType.PORTFOLIO, redis.url(), redis.url())) {
      Recorder<RiskAlert> alerts = Recorder.on(portfolio, MessageType.RISK_ALERT);
      publish(risk, "before");
      redis.killOwner(redis.slot("{el:risk:0}"));
      publish(risk, "after");

      alerts.await(2, PATIENCE);
      assertThat(alerts.duplicates()).isEmpty();
    }
  }

  @Test
  void sentinels_masterDies_replicaTakesOverAndClientsFollow() {
    try (RedisSentinels redis = RedisSentinels.start(1);
        DualBusClient risk =
            client(EngineType.RISK, redis.url(Bus.MARKET_DATA), redis.url(Bus.ENGINE_LOGIC));
        DualBusClient portfolio =
            client(EngineType.PORTFOLIO, redis.url(Bus.MARKET_DATA), redis.url(Bus.ENGINE_LOGIC))) {
      Recorder<RiskAlert> alerts = Recorder.on(portfolio, MessageType.RISK_ALERT);
      publish(risk, "before");
      redis.killMaster(Bus.ENGINE_LOGIC);
      RedisNode next = redis.awaitOtherMaster(Bus.ENGINE_LOGIC);
      publish(risk, "after");

      alerts.await(2, PATIENCE);
      assertThat(alerts.duplicates()).isEmpty();
      assertThat(next.isMaster()).isTrue();
    }
  }
}
