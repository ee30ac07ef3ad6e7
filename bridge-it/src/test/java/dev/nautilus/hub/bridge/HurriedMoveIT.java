package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Migration.Phase;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.message.BacktestProgress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever operates or stops an engine does not wait until a move has settled.
@NautilusBusTest(appendOnly = true)
class HurriedMoveIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private BridgeStage stage;

  @BeforeEach
  void open(BusServers redis) {
    stage = new BridgeStage(redis);
    stage.bridge().start();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /// As soon as the registry allows it: a move is over there a moment before it is in the engine.
  private void moveAtOnce(EngineMode to) {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    boolean begun = false;
    while (!begun) {
      assertThat(System.nanoTime()).as("the move before is never over").isLessThan(limit);
      try {
        stage.modes.begin(EngineType.RISK, to);
        begun = true;
      } catch (IllegalStateException stillMoving) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void move_askedForTheMomentTheOneBeforeIsOver_failsNoPublishAndLosesNothing(BusClients clients) {
    DualBusClient risk =
        clients.client(clients.builder(EngineType.RISK, "risk-1").mode(EngineMode.LEGACY));
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-1");
    Numbers atRisk = new Numbers();
    Numbers atStrategy = new Numbers();
    atRisk.subscribe(risk, MessageType.BACKTEST_PROGRESS);
    atStrategy.subscribe(strategy, MessageType.BACKTEST_PROGRESS);
    await().atMost(PATIENCE).until(() -> stage.bridge().health().detail().startsWith("Carrying"));
    try (NumberFlow fromStrategy = new NumberFlow(strategy, MessageType.BACKTEST_PROGRESS, "s");
        NumberFlow fromRisk = new NumberFlow(risk, MessageType.BACKTEST_PROGRESS, "r")) {
      fromRisk.awaitMore(50);
      for (int i = 0; i < 8; i++) {
        moveAtOnce(i % 2 == 0 ? EngineMode.DUAL : EngineMode.LEGACY);
      }
      await().atMost(PATIENCE).until(() -> risk.mode() == EngineMode.LEGACY);
      for (NumberFlow flow : List.of(fromStrategy, fromRisk)) {
        flow.awaitMore(50);
        flow.stop();
        assertThat(flow.failures()).isEmpty();
        atRisk.awaitAll(flow, PATIENCE);
        atStrategy.awaitAll(flow, PATIENCE);
      }
    }
    atRisk.assertOnceAndInOrder();
    atStrategy.assertOnceAndInOrder();
  }

  /// Without the bridge nothing that risk wrote arrives, so its publisher cannot change sides.
  @Test
  void close_whileThePublisherChangesSides_sendsWhatWaits(BusClients clients) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    DualBusClient risk =
        clients.client(
            clients.builder(EngineType.RISK, "risk-1").mode(EngineMode.LEGACY).meters(meters));
    stage.bridge().stop();
    List<CompletableFuture<Published>> sent = new ArrayList<>();
    publish(risk, sent);
    stage.modes.begin(EngineType.RISK, EngineMode.DUAL);
    for (Phase phase : List.of(Phase.FENCED, Phase.CARRIED)) {
      await().atMost(PATIENCE).until(() -> stage.modes.advance(migration(), phase, Map.of()));
    }
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              publish(risk, sent);
              return meters.get(BusMeter.MIGRATION_HELD.getName()).gauge().value() > 0;
            });

    risk.close();

    assertThat(sent).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE));
    assertThat(stage.entries("nautilus-risk-streams")).hasSameSizeAs(sent);
  }

  private Migration migration() {
    return stage.modes.migration(EngineType.RISK).orElseThrow();
  }

  private static void publish(DualBusClient bus, List<CompletableFuture<Published>> sent) {
    BacktestProgress progress =
        new BacktestProgress("r", 0, sent.size(), Instant.EPOCH, BigDecimal.ONE, "USD");
    sent.add(bus.publish(MessageType.BACKTEST_PROGRESS, progress).toCompletableFuture());
  }
}
