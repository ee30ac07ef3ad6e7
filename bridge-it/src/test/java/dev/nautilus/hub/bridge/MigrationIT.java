package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The clients of thirteen engines under load; all six that begin on main Redis are moved to the
/// buses one after another, and back.
@NautilusBusTest(likeProduction = true)
class MigrationIT {
  private static final Logger LOG = LoggerFactory.getLogger(MigrationIT.class);

  /// Messages a second, all together: the goal. A machine that has other work gets as many as it
  /// can bear.
  private static final int RATE = Integer.getInteger("nautilus.migration.rate", 14_822);

  /// Longest that moving may keep a handler from its messages, in seconds; asserted on any machine,
  /// so what the machine did to everybody meanwhile is taken off ([Handover]).
  private static final double LONGEST_PAUSE = 1;

  /// For a machine that has nothing else to do: nothing is taken off, and the rate must be kept.
  private static final boolean STRICT = Boolean.getBoolean("nautilus.migration.strict");

  /// How long the fleet stays where it is before, between and after the moves: each state for so
  /// many seconds. A build takes the time that is needed, a long run what it is told.
  private static final int STAY_SECONDS = Integer.getInteger("nautilus.migration.stay", 2);

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

  /// Up to the full rate in steps, one engine there and back for practice, and on once everybody
  /// keeps up: what a cold machine does in its first seconds says nothing of moving.
  private void warmUp(MigratingFleet fleet) throws InterruptedException {
    fleet.start(Math.max(1, RATE / 4));
    TimeUnit.SECONDS.sleep(STAY_SECONDS);
    move(fleet, EngineType.RISK, EngineMode.DUAL);
    move(fleet, EngineType.RISK, EngineMode.LEGACY);
    fleet.rate(Math.max(1, RATE / 2));
    TimeUnit.SECONDS.sleep(2L * STAY_SECONDS);
    fleet.rate(RATE);
    TimeUnit.SECONDS.sleep(2L * STAY_SECONDS);
    fleet.settle();
  }

  /// One engine after the other, as the handbook says: the next one moves when everybody is at the
  /// head again.
  private Handover.Move move(MigratingFleet fleet, EngineType engine, EngineMode to) {
    fleet.settle();
    long began = System.nanoTime();
    stage.modes.begin(engine, to);
    await("%s to %s".formatted(engine, to))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertThat(stage.modes.migration(engine).map(Migration::phase))
                    .contains(Migration.Phase.DONE));
    long ended = System.nanoTime();
    LOG.info(
        "{} to {} in {} ms, {} behind", engine, to, (ended - began) / 1_000_000, fleet.behind());
    return new Handover.Move(engine, to, began, ended);
  }

  private List<Handover.Move> thereAndBack(MigratingFleet fleet) throws InterruptedException {
    List<Handover.Move> moves = new ArrayList<>();
    for (EngineType engine : MigratingFleet.LEGACY) {
      moves.add(move(fleet, engine, EngineMode.DUAL));
    }
    await().atMost(PATIENCE).until(() -> BridgeStage.connections(redis.main()) == 0);
    TimeUnit.SECONDS.sleep(STAY_SECONDS);
    for (EngineType engine : MigratingFleet.LEGACY) {
      moves.add(move(fleet, engine, EngineMode.LEGACY));
    }
    TimeUnit.SECONDS.sleep(STAY_SECONDS);
    return moves;
  }

  @Test
  void sixEngines_movedThereAndBackUnderLoad_loseDoubleAndReorderNothing() throws Exception {
    try (MigratingFleet fleet = new MigratingFleet(redis)) {
      await().atMost(PATIENCE).until(() -> BridgeStage.connections(redis.main()) == 2);
      warmUp(fleet);
      fleet.takeCrowded();
      fleet.flows(true);
      List<Handover.Move> moves = thereAndBack(fleet);
      fleet.flows(false);
      boolean kept = !fleet.takeCrowded();
      fleet.stop();

      assertThat(fleet.failures()).as("publishes that failed").isEmpty();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(fleet.missing()).isEmpty());
      LOG.info("{} messages published", fleet.published());
      fleet
          .accounts()
          .forEach(
              (engine, account) -> {
                LOG.info("{}: {} received", engine, account.received());
                assertThat(account.holes()).as("%s %s", engine, account.faults()).isZero();
                assertThat(account.doubled()).as("%s %s", engine, account.faults()).isZero();
              });
      assertPauses(moves.stream().map(each -> each.judged(fleet.accounts())).toList(), kept);
    }
  }

  private static void assertPauses(List<Handover> handovers, boolean kept) {
    handovers.forEach(each -> LOG.info("{}", each));
    LOG.info("{} messages/s were {}", RATE, kept ? "kept" : "more than this machine bears");
    assertThat(handovers)
        .allSatisfy(each -> assertThat(each.ownSeconds()).as("%s", each).isLessThan(LONGEST_PAUSE));
    if (STRICT) {
      assertThat(kept).as("%d messages a second were kept", RATE).isTrue();
      assertThat(handovers)
          .allSatisfy(
              each -> assertThat(each.pauseSeconds()).as("%s", each).isLessThan(LONGEST_PAUSE));
    }
  }
}
