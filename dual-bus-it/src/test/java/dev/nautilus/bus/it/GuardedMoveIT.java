package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Migration.Phase;
import dev.nautilus.bus.it.Flow.Numbered;
import dev.nautilus.bus.lettuce.BusStream;
import dev.nautilus.bus.lettuce.CarriedBatch;
import dev.nautilus.bus.lettuce.CarriedBatch.Outcome;
import dev.nautilus.bus.lettuce.StreamPort;
import dev.nautilus.bus.testkit.Recorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// An engine on main Redis, a move there and back, and what the bridge does, each under the ACL
/// files of `redis/`, on Redis 7: nothing is refused. The test enters the phases of the bridge as
/// the user `bridge`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedMoveIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final BusStream RISK =
      BusStream.all(Bus.ENGINE_LOGIC, 1).stream()
          .filter(stream -> stream.name().equals("{el:risk:0}"))
          .findFirst()
          .orElseThrow();

  private GuardedBuses buses;

  @BeforeAll
  void start() throws IOException {
    Optional<Path> redis = GuardedRedis.onPath();
    assumeThat(redis).as("needs redis-server 7 or later on the PATH").isPresent();
    buses = new GuardedBuses(redis.get(), "");
  }

  @AfterEach
  void closeClients() {
    buses.closeClients();
  }

  @AfterAll
  void stop() throws IOException {
    if (buses != null) {
      buses.close();
    }
  }

  private static BusAddress address(GuardedRedis redis, String user) {
    return BusAddress.of(redis.url(user), 1);
  }

  private EngineModes modes(String user) {
    return EngineModes.at(address(buses.of(Bus.ENGINE_LOGIC), user));
  }

  /// The operator asks; the bridge has nothing to carry, so its fences are nowhere.
  private void move(DualBusClient engine, EngineMode to) {
    try (EngineModes operator = modes("operator");
        EngineModes bridge = modes("bridge")) {
      operator.begin(engine.engine(), to);
      awaitPhase(operator, engine.engine(), Phase.GROUPS);
      for (Phase phase : List.of(Phase.FENCED, Phase.CARRIED)) {
        Migration now = bridge.migration(engine.engine()).orElseThrow();
        assertThat(bridge.advance(now, phase, Map.of())).isTrue();
      }
      awaitPhase(operator, engine.engine(), Phase.OLD_DONE);
      String all = Long.MAX_VALUE + "-0";
      bridge.carried(Map.of("nautilus-risk-streams", all, "{el:risk:0}", all));
      awaitPhase(operator, engine.engine(), Phase.DONE);
    }
    await().atMost(PATIENCE).until(() -> engine.mode() == to);
  }

  private static void awaitPhase(EngineModes modes, EngineType engine, Phase phase) {
    await()
        .atMost(PATIENCE)
        .until(() -> modes.migration(engine).map(now -> now.isAt(phase)).orElse(false));
  }

  private static void publish(DualBusClient engine, int number) throws Exception {
    engine
        .publish(GuardedClientIT.type(Family.RISK), new Numbered("a", number))
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void engine_onMainAndMovedThereAndBack_isRefusedNothing() throws Exception {
    buses.refused();
    DualBusClient risk = buses.movable("risk", "risk-1", EngineMode.LEGACY);
    Recorder<Numbered> heard = Recorder.on(risk, GuardedClientIT.type(Family.RISK));
    publish(risk, 1);
    heard.await(1, PATIENCE);

    move(risk, EngineMode.DUAL);
    publish(risk, 2);
    heard.await(2, PATIENCE);

    move(risk, EngineMode.LEGACY);
    publish(risk, 3);
    heard.await(3, PATIENCE);

    buses.closeClients();
    assertThat(buses.refused()).isEmpty();
  }

  @Test
  void bridge_atItsWork_isRefusedNothing() {
    buses.refused();
    byte[] frame = {1};
    byte[][] entry = {text("message_type"), text("risk_alert")};
    try (StreamPort main = new StreamPort(address(buses.main(), "bridge"), "bridge");
        StreamPort bus = new StreamPort(address(buses.of(Bus.ENGINE_LOGIC), "bridge"), "bridge")) {
      List<String> streams = List.of("nautilus-ml-streams", "nautilus-trade-streams");
      main.add(streams, entry);
      assertThat(main.read(Map.of("nautilus-ml-streams", "0-0"), 1, Duration.ofMillis(10)))
          .hasSize(1);
      assertThat(
              main.carryOut(
                  "nautilus:bridge",
                  List.of(
                      new CarriedBatch<>(
                          "{el:risk:0}",
                          "",
                          "1-1",
                          List.of(new CarriedBatch.NewEntry("nautilus-ml-streams", entry))))))
          .containsExactly(Outcome.WRITTEN);
      main.put("nautilus:bridge", Map.of("stopped", "now"));
      main.remove("nautilus:bridge", "stopped");
      assertThat(main.hash("nautilus:bridge")).containsEntry("{el:risk:0}", "1-1");
      assertThat(main.streams("nautilus-*-streams")).containsAll(streams);
      assertThat(main.facts(streams)).hasSize(2);
      assertThat(main.groups(streams)).hasSize(2);
      main.trim(streams, Duration.ofMinutes(1), 1_000);

      carryToTheBus(bus, frame);
    }
    assertThat(buses.refused()).isEmpty();
  }

  private static void carryToTheBus(StreamPort bus, byte[] frame) {
    assertThat(
            bus.carryIn(
                List.of(
                    new CarriedBatch.Frames(
                        RISK,
                        new CarriedBatch<>("nautilus-ml-streams", "", "1-1", List.of(frame)),
                        ""))))
        .extracting(CarriedBatch.Written::outcome)
        .containsExactly(Outcome.WRITTEN);
    bus.fence(List.of(RISK), frame, frame);
    bus.put("{el}:bridge:totals", Map.of("at", "now"));
    bus.publish("el:reply:risk:risk-1", frame);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
