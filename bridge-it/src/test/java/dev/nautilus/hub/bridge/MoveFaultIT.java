package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Migration.Phase;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Redis that dies in the middle of a move, in each of its phases, there and back: the move comes
/// to its end by itself, and what was confirmed is handled once and in order.
@NautilusBusTest(appendOnly = true)
class MoveFaultIT {
  private static final Logger LOG = LoggerFactory.getLogger(MoveFaultIT.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<Phase> PHASES =
      List.of(Phase.ASKED, Phase.GROUPS, Phase.FENCED, Phase.CARRIED, Phase.OLD_DONE);

  /// Behind every entry that there is.
  private static final String GONE = "9999999999999-0";

  private BusServers redis;
  private BridgeStage stage;

  /// Which server dies.
  enum Victim {
    MAIN,
    MARKET_DATA,
    ENGINE_LOGIC
  }

  @BeforeEach
  void open(BusServers redis) {
    this.redis = redis;
    stage = new BridgeStage(redis);
    stage.bridge().start();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private RedisServer server(Victim victim) {
    return switch (victim) {
      case MAIN -> redis.main();
      case MARKET_DATA -> redis.marketData();
      case ENGINE_LOGIC -> redis.engineLogic();
    };
  }

  private DualBusClient movable(BusClients clients, EngineType engine) {
    return clients.client(
        clients.builder(engine, engine + "-1").main(redis.main().url()).mode(EngineMode.LEGACY));
  }

  /// A phase passes within milliseconds: the server dies as soon as the phase is seen, in it or
  /// just behind it.
  private void killIn(Phase phase, RedisServer server) throws InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    Optional<Phase> now = Optional.empty();
    while (now.isEmpty() || now.get().compareTo(phase) < 0) {
      assertThat(System.nanoTime()).as("never came to %s", phase).isLessThan(limit);
      now = stage.modes.migration(EngineType.RISK).map(Migration::phase);
      LockSupport.parkNanos(200_000);
    }
    server.kill();
    TimeUnit.MILLISECONDS.sleep(100);
    server.restart();
  }

  private void awaitDone(String what) {
    await(what)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                stage.modes.migration(EngineType.RISK).map(Migration::phase).orElse(null)
                    == Phase.DONE);
  }

  /// Each phase there and back, one move after another and always under load.
  @ParameterizedTest
  @EnumSource
  void server_killedInEachPhase_isSurvivedByTheMoves(Victim victim, BusClients clients)
      throws Exception {
    DualBusClient risk = movable(clients, EngineType.RISK);
    DualBusClient vpin = movable(clients, EngineType.VPIN);
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-1");
    Numbers atRisk = new Numbers();
    Numbers atStrategy = new Numbers();
    atRisk.subscribe(risk, MessageType.BACKTEST_PROGRESS);
    // Pushed streams have fences, too.
    risk.subscribe(MessageType.MARKET_DATA, _ -> {});
    atStrategy.subscribe(strategy, MessageType.BACKTEST_PROGRESS);
    await().atMost(PATIENCE).until(() -> stage.bridge().health().detail().startsWith("Carrying"));

    try (NumberFlow fromVpin = new NumberFlow(vpin, MessageType.BACKTEST_PROGRESS, "v");
        NumberFlow fromStrategy = new NumberFlow(strategy, MessageType.BACKTEST_PROGRESS, "s");
        NumberFlow fromRisk = new NumberFlow(risk, MessageType.BACKTEST_PROGRESS, "r")) {
      List<NumberFlow> flows = List.of(fromVpin, fromStrategy, fromRisk);
      flows.forEach(flow -> flow.awaitMore(50));
      for (Phase phase : PHASES) {
        for (EngineMode to : List.of(EngineMode.DUAL, EngineMode.LEGACY)) {
          long began = System.nanoTime();
          stage.modes.begin(EngineType.RISK, to);
          killIn(phase, server(victim));
          awaitDone(victim + " in " + phase + " to " + to);
          await().atMost(PATIENCE).until(() -> risk.mode() == to);
          flows.forEach(flow -> flow.awaitMore(50));
          long millis = (System.nanoTime() - began) / 1_000_000;
          LOG.info("{} killed in {} to {}: over in {} ms", victim, phase, to, millis);
        }
      }
      flows.forEach(NumberFlow::stop);
      for (NumberFlow flow : flows) {
        atRisk.awaitAll(flow, PATIENCE);
        atStrategy.awaitAll(flow, PATIENCE);
      }
    }
    assertOnceAndInOrder(atRisk);
    assertOnceAndInOrder(atStrategy);
  }

  private static void assertOnceAndInOrder(Numbers handled) {
    for (String flow : List.of("v", "s", "r")) {
      assertThat(handled.notRedelivered(flow)).as(flow).doesNotHaveDuplicates();
    }
    handled.assertInOrder();
  }

  private void awaitPhase(Phase phase) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                stage.modes.migration(EngineType.RISK).map(Migration::phase).orElse(null) == phase);
  }

  private void enter(Phase phase, Map<String, String> positions) {
    Migration now = stage.modes.migration(EngineType.RISK).orElseThrow();
    assertThat(stage.modes.advance(now, phase, positions)).isTrue();
  }

  /// The opening fences stand in the registry, and their servers came back without them.
  @Test
  void fencesThatAreGone_areNotWaitedForEverAfter(BusClients clients) throws Exception {
    DualBusClient risk = movable(clients, EngineType.RISK);
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-1");
    Numbers atRisk = new Numbers();
    atRisk.subscribe(risk, MessageType.BACKTEST_PROGRESS);
    risk.subscribe(MessageType.MARKET_DATA, _ -> {});
    try (NumberFlow flow = new NumberFlow(strategy, MessageType.BACKTEST_PROGRESS, "s")) {
      flow.awaitMore(10);
      stage.bridge().stop();
      stage.modes.begin(EngineType.RISK, EngineMode.DUAL);
      awaitPhase(Phase.GROUPS);
      enter(Phase.FENCED, Map.of("at {md:execution:0}", GONE, "at {el:orders:0}", GONE));
      stage.restartBridge();
      awaitPhase(Phase.DONE);
      await().atMost(PATIENCE).until(() -> risk.mode() == EngineMode.DUAL);
      flow.awaitMore(10);
      flow.stop();
      atRisk.awaitAll(flow, PATIENCE);
    }
  }
}
