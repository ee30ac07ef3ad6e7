package dev.nautilus.hub.bridge;

import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.hub.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Faults in the middle of carrying: what was confirmed arrives once and in order.
@NautilusBusTest(appendOnly = true)
class BridgeFaultIT {
  private BusServers redis;
  private BridgeStage stage;

  @BeforeEach
  void open(BusServers redis) {
    this.redis = redis;
    stage = new BridgeStage(redis);
    stage.legacy(EngineType.RISK);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void carrying() {
    stage.bridge().start();
    await()
        .atMost(BridgeStage.SOON)
        .until(() -> stage.bridge().health().detail().startsWith("Carrying"));
  }

  private void crash(RedisServer server, BusClients clients) throws InterruptedException {
    carrying();
    try (TwoWayFlow flow = new TwoWayFlow(stage, clients)) {
      flow.goOnFor(100);
      for (int i = 0; i < 2; i++) {
        server.kill();
        server.restart();
        flow.goOnFor(100);
      }
      flow.endsWhole();
    }
  }

  @Test
  void mainRedis_killedUnderWay_losesAndDoublesNothing(BusClients clients) throws Exception {
    crash(redis.main(), clients);
  }

  @Test
  void engineLogicBus_killedUnderWay_losesAndDoublesNothing(BusClients clients) throws Exception {
    crash(redis.engineLogic(), clients);
  }

  @Test
  void marketDataBus_killedUnderWay_holdsUpNothingElse(BusClients clients) throws Exception {
    crash(redis.marketData(), clients);
  }

  @Test
  void mainRedis_frozen_isMadeUpFor(BusClients clients) throws Exception {
    carrying();
    try (TwoWayFlow flow = new TwoWayFlow(stage, clients)) {
      flow.goOnFor(100);
      redis.main().pause();
      Thread.sleep(2000);
      redis.main().resume();
      flow.goOnFor(100);
      flow.endsWhole();
    }
  }

  @Test
  void bridge_stoppedAndStarted_goesOnWhereItWas(BusClients clients) throws Exception {
    carrying();
    try (TwoWayFlow flow = new TwoWayFlow(stage, clients)) {
      for (int i = 0; i < 3; i++) {
        flow.goOnFor(100);
        stage.restartBridge();
      }
      flow.goOnFor(100);
      flow.endsWhole();
    }
  }

  @Test
  void bridge_killedUnderWay_losesAndDoublesNothing(BusClients clients, @TempDir Path folder)
      throws Exception {
    try (TwoWayFlow flow = new TwoWayFlow(stage, clients)) {
      for (int i = 0; i < 3; i++) {
        Process process = process(folder.resolve("bridge-" + i + ".log"));
        try {
          flow.goOnFor(200);
        } finally {
          process.destroyForcibly().onExit().join();
        }
      }
      carrying();
      flow.goOnFor(100);
      flow.endsWhole();
    }
  }

  private Process process(Path log) throws IOException {
    return ChildJvm.start(
        BridgeMain.class,
        log,
        redis.main().url(),
        redis.marketData().url(),
        redis.engineLogic().url());
  }
}
