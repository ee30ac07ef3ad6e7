package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.message.BacktestProgress;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Readers of main Redis that are not built with our client: found by their groups, and never left
/// or trimmed away from.
@NautilusBusTest
class ForeignReadersIT {
  private static final String STREAM = "nautilus-risk-streams";
  private static final String GROUP = "pricer-group";

  private BusServers redis;
  private BridgeStage stage;

  @BeforeEach
  void open(BusServers redis) {
    this.redis = redis;
    stage = new BridgeStage(redis);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void create(String stream, String group) {
    redis.main().command("XGROUP", "CREATE", stream, group, "0", "MKSTREAM");
  }

  private void awaitHealth(String... said) {
    await()
        .atMost(BridgeStage.SOON)
        .untilAsserted(() -> assertThat(stage.bridge().health().detail()).contains(said));
  }

  @Test
  void foreignGroup_whenTheLastEngineHasLeft_keepsTheBridgeUntilItIsDestroyed(BusClients clients)
      throws Exception {
    create(STREAM, GROUP);
    create(STREAM, "risk-group");
    stage.legacy(EngineType.RISK);
    stage.bridge().start();
    awaitHealth("Carrying for [risk]", "[" + GROUP + "]");

    stage.modes.set(EngineType.RISK, EngineMode.DUAL);
    awaitHealth("Carrying for []", "[" + GROUP + "]");
    DualBusClient collateral = clients.client(EngineType.COLLATERAL, "collateral-1");
    collateral
        .publish(
            MessageType.BACKTEST_PROGRESS,
            new BacktestProgress("run", 0, 1, Instant.EPOCH, BigDecimal.ONE, "USD"))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    await()
        .atMost(BridgeStage.SOON)
        .until(() -> stage.entries("nautilus-collateral-streams").size() == 1);
    assertThat(BridgeStage.connections(redis.main())).isEqualTo(2);
    assertThat(stage.meters.get("nautilus.hub.bridge.engines").gauge().value()).isEqualTo(1);

    redis.main().command("XGROUP", "DESTROY", STREAM, GROUP);
    await().atMost(BridgeStage.SOON).until(() -> BridgeStage.connections(redis.main()) == 0);
    awaitHealth("No engine is on main Redis");
  }

  @Test
  void foreignGroup_beforeTheHubStarts_isCarriedFor() {
    create("nautilus-ledger-streams", GROUP);
    stage.bridge().start();
    awaitHealth("[" + GROUP + "]");
    assertThat(BridgeStage.connections(redis.main())).isEqualTo(2);
  }

  @Test
  void groupsOfOurs_leftBehind_keepNobody() {
    create(STREAM, "risk-group");
    create(STREAM, "risk.risk-1-group");
    stage.modes.set(EngineType.RISK, EngineMode.DUAL);
    stage.bridge().start();
    awaitHealth("No engine is on main Redis");
    assertThat(BridgeStage.connections(redis.main())).isZero();
  }

  @Test
  void mainRedis_switchedOffForGood_isNoTrouble() throws Exception {
    redis.main().kill();
    stage.bridge().start();
    awaitHealth("No engine is on main Redis");
  }

  @Test
  void trim_whatAForeignGroupOwes_stays() {
    for (int i = 0; i < 1_000; i++) {
      redis.main().command("XADD", STREAM, "*", "n", Integer.toString(i));
    }
    create(STREAM, "risk-group");
    create(STREAM, GROUP);
    redis.main().command("XGROUP", "SETID", STREAM, "risk-group", "$");
    try (StreamPort main = new StreamPort(BridgeStage.address(redis.main()), "test")) {
      main.trim(List.of(STREAM), Duration.ofMillis(1), 10);
      assertThat(redis.main().command("XLEN", STREAM)).isEqualTo(1_000L);

      redis.main().command("XGROUP", "SETID", STREAM, GROUP, "$");
      main.trim(List.of(STREAM), Duration.ofMillis(1), 10);
      assertThat((Long) redis.main().command("XLEN", STREAM)).isLessThan(200);
    }
  }
}
