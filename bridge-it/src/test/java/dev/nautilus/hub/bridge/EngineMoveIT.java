package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.hub.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An engine that is moved between main Redis and the buses while it works.
@NautilusBusTest(appendOnly = true)
class EngineMoveIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private BusServers redis;
  private BridgeStage stage;

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

  private DualBusClient movable(
      BusClients clients, EngineType engine, String instance, EngineMode first) {
    return clients.client(clients.builder(engine, instance).main(redis.main().url()).mode(first));
  }

  private void move(EngineType engine, EngineMode to) {
    stage.modes.begin(engine, to);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                stage.modes.migration(engine).map(Migration::phase).orElse(null)
                    == Migration.Phase.DONE);
  }

  private static long connections(RedisServer server, String instance) {
    return String.valueOf(server.command("CLIENT", "LIST"))
        .lines()
        .filter(line -> line.contains(" name=nautilus-") && line.contains(instance))
        .count();
  }

  @Test
  void move_thereAndBackUnderLoad_everyMessageOnceAndInOrder(BusClients clients) throws Exception {
    DualBusClient risk = movable(clients, EngineType.RISK, "risk-7", EngineMode.LEGACY);
    DualBusClient vpin = movable(clients, EngineType.VPIN, "vpin-7", EngineMode.LEGACY);
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-7");
    DualBusClient hub = clients.client(EngineType.HUB, "hub-7");
    Numbers atRisk = new Numbers();
    Numbers atStrategy = new Numbers();
    atRisk.subscribe(risk, MessageType.BACKTEST_PROGRESS);
    atRisk.subscribe(risk, MessageType.MARKET_DATA);
    atStrategy.subscribe(strategy, MessageType.BACKTEST_PROGRESS);
    await().atMost(PATIENCE).until(() -> stage.bridge().health().detail().startsWith("Carrying"));

    try (NumberFlow fromVpin = new NumberFlow(vpin, MessageType.BACKTEST_PROGRESS, "v");
        NumberFlow fromStrategy = new NumberFlow(strategy, MessageType.BACKTEST_PROGRESS, "s");
        NumberFlow fromHub = new NumberFlow(hub, MessageType.MARKET_DATA, "h");
        NumberFlow fromRisk = new NumberFlow(risk, MessageType.BACKTEST_PROGRESS, "r")) {
      List<NumberFlow> flows = List.of(fromVpin, fromStrategy, fromHub, fromRisk);
      flows.forEach(flow -> flow.awaitMore(100));

      move(EngineType.RISK, EngineMode.DUAL);
      await().atMost(PATIENCE).until(() -> risk.mode() == EngineMode.DUAL);
      assertThat(connections(redis.main(), "risk-7")).isZero();
      flows.forEach(flow -> flow.awaitMore(100));

      move(EngineType.RISK, EngineMode.LEGACY);
      await().atMost(PATIENCE).until(() -> risk.mode() == EngineMode.LEGACY);
      assertThat(connections(redis.marketData(), "risk-7")).isZero();
      assertThat(connections(redis.engineLogic(), "risk-7")).isEqualTo(1);
      flows.forEach(flow -> flow.awaitMore(100));

      move(EngineType.RISK, EngineMode.DUAL);
      flows.forEach(flow -> flow.awaitMore(100));

      flows.forEach(NumberFlow::stop);
      for (NumberFlow flow : flows) {
        atRisk.awaitAll(flow, PATIENCE);
      }
      for (NumberFlow flow : List.of(fromVpin, fromStrategy, fromRisk)) {
        atStrategy.awaitAll(flow, PATIENCE);
      }
    }
    atRisk.assertOnceAndInOrder();
    atStrategy.assertOnceAndInOrder();
    assertThat(stage.losses).isEmpty();
  }

  @Test
  void abort_beforeTheFences_leavesEverythingAsItWas(BusClients clients) throws Exception {
    DualBusClient risk = movable(clients, EngineType.RISK, "risk-7", EngineMode.LEGACY);
    DualBusClient vpin = movable(clients, EngineType.VPIN, "vpin-7", EngineMode.LEGACY);
    Numbers atRisk = new Numbers();
    atRisk.subscribe(risk, MessageType.BACKTEST_PROGRESS);
    try (NumberFlow flow = new NumberFlow(vpin, MessageType.BACKTEST_PROGRESS, "v")) {
      flow.awaitMore(50);
      stage.bridge().stop();
      stage.modes.begin(EngineType.RISK, EngineMode.DUAL);
      awaitPhase(Migration.Phase.GROUPS);
      flow.awaitMore(50);

      assertThat(stage.modes.abort(EngineType.RISK)).isTrue();

      await().atMost(PATIENCE).until(() -> risk.mode() == EngineMode.LEGACY);
      await().atMost(PATIENCE).until(() -> connections(redis.marketData(), "risk-7") == 0);
      flow.awaitMore(50);
      flow.stop();
      atRisk.awaitAll(flow, PATIENCE);
    }
    atRisk.assertOnceAndInOrder();
    assertThat(stage.modes.modes()).containsEntry(EngineType.RISK, EngineMode.LEGACY);
    assertThat(stage.modes.abort(EngineType.RISK)).isFalse();
  }

  private void awaitPhase(Migration.Phase phase) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                stage.modes.migration(EngineType.RISK).map(Migration::phase).orElse(null) == phase);
  }

  @Test
  void engine_killedWhileItMoves_isMovedByItsSuccessorAndLosesNothing(
      BusClients clients, @TempDir Path folder) throws Exception {
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-7");
    Path handled = folder.resolve("handled");
    Process child = child(folder.resolve("log"), handled);
    try (NumberFlow flow = new NumberFlow(strategy, MessageType.BACKTEST_PROGRESS, "s")) {
      await().atMost(PATIENCE).until(() -> Files.exists(handled));
      flow.awaitMore(100);
      await().atMost(PATIENCE).until(() -> Files.readAllLines(handled).size() > 50);
      stage.bridge().stop();
      stage.modes.begin(EngineType.RISK, EngineMode.DUAL);
      awaitPhase(Migration.Phase.GROUPS);
      flow.awaitMore(50);
      child.destroyForcibly().onExit().join();

      stage.restartBridge();
      DualBusClient risk = movable(clients, EngineType.RISK, "risk-8", EngineMode.LEGACY);
      Numbers atRisk = new Numbers();
      atRisk.subscribe(risk, MessageType.BACKTEST_PROGRESS);
      await().atMost(PATIENCE).until(() -> risk.mode() == EngineMode.DUAL);
      flow.awaitMore(50);
      flow.stop();

      Set<Integer> before = new HashSet<>();
      for (String line : Files.readAllLines(handled)) {
        before.add(Integer.valueOf(line));
      }
      List<Integer> missing = new ArrayList<>(flow.confirmed());
      missing.removeAll(before);
      await().atMost(PATIENCE).until(() -> atRisk.numbers("s").containsAll(missing));
      atRisk.assertInOrder();
      List<Integer> twice = new ArrayList<>(atRisk.notRedelivered("s"));
      twice.retainAll(before);
      assertThat(twice).as("handed over twice without a flag").isEmpty();
    } finally {
      child.destroyForcibly();
    }
  }

  private Process child(Path log, Path handled) throws IOException {
    return ChildJvm.start(
        Child.class,
        log,
        redis.main().url(),
        redis.marketData().url(),
        redis.engineLogic().url(),
        handled.toString());
  }

  /// An engine in a process of its own, which writes down what it handles.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      Path handled = Path.of(arguments[3]);
      DualBusClient risk =
          DualBusClient.builder(EngineType.RISK, "risk-7")
              .main(arguments[0])
              .marketData(arguments[1])
              .engineLogic(arguments[2])
              .mode(EngineMode.LEGACY)
              .build();
      risk.subscribe(
          MessageType.BACKTEST_PROGRESS,
          message ->
              Files.writeString(
                  handled,
                  message.payload().events() + "\n",
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND));
      Files.writeString(handled, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      TimeUnit.HOURS.sleep(1);
    }
  }
}
