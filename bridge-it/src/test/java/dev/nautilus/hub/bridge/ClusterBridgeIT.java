package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.RedisCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The buses on a Redis Cluster while an engine is on main Redis still: what is said on one side is
/// heard on the other, pulled and pushed, whichever master has it.
@EnabledIf("dev.nautilus.bus.testkit.RedisCluster#isPossible")
class ClusterBridgeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 6;
  private static final BusOptions OPTIONS =
      BusClients.OPTIONS.toBuilder().partitions(PARTITIONS).build();

  private final BusServers servers = BusServers.start();
  private final RedisCluster cluster = RedisCluster.start();
  private final BridgeStage stage = new BridgeStage(servers, cluster.url(), PARTITIONS);
  private final List<NumberFlow> flows = new ArrayList<>();
  private final Numbers onMain = new Numbers();
  private final Numbers onBuses = new Numbers();
  private DualBusClient risk;
  private DualBusClient ml;

  @BeforeEach
  void open() {
    risk = client(EngineType.RISK, EngineMode.LEGACY);
    ml = client(EngineType.ML, EngineMode.DUAL);
    stage.bridge().start();
    await().atMost(PATIENCE).until(() -> stage.bridge().health().detail().startsWith("Carrying"));
    for (MessageType<?> type : List.of(MessageType.BACKTEST_PROGRESS, MessageType.MARKET_DATA)) {
      onMain.subscribe(risk, type);
      onBuses.subscribe(ml, type);
    }
  }

  @AfterEach
  void close() {
    flows.forEach(NumberFlow::close);
    List.of(risk, ml).forEach(DualBusClient::close);
    stage.close();
    cluster.close();
    servers.close();
  }

  private DualBusClient client(EngineType engine, EngineMode mode) {
    return DualBusClient.builder(engine, engine + "-1")
        .main(servers.main().url())
        .marketData(cluster.url())
        .engineLogic(cluster.url())
        .options(OPTIONS)
        .mode(mode)
        .build();
  }

  /// Both speak, on both buses.
  ///
  /// @param round part of the flows' names
  private void speak(String round) {
    flows.clear();
    flows.add(new NumberFlow(risk, MessageType.BACKTEST_PROGRESS, "r" + round));
    flows.add(new NumberFlow(risk, MessageType.MARKET_DATA, "rp" + round));
    flows.add(new NumberFlow(ml, MessageType.BACKTEST_PROGRESS, "m" + round));
    flows.add(new NumberFlow(ml, MessageType.MARKET_DATA, "mp" + round));
  }

  /// Everything confirmed was heard by both, each of whom hears itself too.
  private void endAndAssertHeard() {
    flows.forEach(NumberFlow::stop);
    for (NumberFlow flow : flows) {
      assertThat(flow.failures()).isEmpty();
      onMain.awaitAll(flow, PATIENCE);
      onBuses.awaitAll(flow, PATIENCE);
    }
  }

  private void move(EngineMode to) {
    stage.modes.begin(EngineType.RISK, to);
    await(EngineType.RISK + " to " + to)
        .atMost(PATIENCE)
        .until(() -> to.equals(stage.modes.modes().get(EngineType.RISK)));
  }

  @Test
  void engines_onMainAndOnACluster_hearEachOtherWhileOneMovesThereAndBack() {
    speak("1");
    flows.forEach(flow -> flow.awaitMore(200));
    move(EngineMode.DUAL);
    flows.forEach(flow -> flow.awaitMore(200));
    move(EngineMode.LEGACY);
    flows.forEach(flow -> flow.awaitMore(200));
    endAndAssertHeard();
    onMain.assertOnceAndInOrder();
    onBuses.assertOnceAndInOrder();
    assertThat(stage.losses).isEmpty();
  }

  /// What was carried to the master that died may be lost with it, as operations.md says; what
  /// comes after is carried on.
  @Test
  void master_dies_bridgeGoesOnWithWhoeverTookOver() {
    speak("1");
    flows.forEach(flow -> flow.awaitMore(200));
    cluster.killOwner(cluster.slot("{el:system:0}"));
    flows.forEach(flow -> flow.awaitMore(200));
    flows.forEach(NumberFlow::stop);

    speak("2");
    flows.forEach(flow -> flow.awaitMore(200));
    endAndAssertHeard();
    assertThat(stage.bridge().health().detail()).startsWith("Carrying");
  }
}
