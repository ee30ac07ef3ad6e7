package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

  /// Longest pause of a handler. The goal is 1 (`-Dnautilus.migration.gap=1`), which two cores that
  /// have nothing else to do hold; then the rate must be kept, too. Both are reported always. What
  /// is asserted on any machine is that nothing is lost, doubled or out of order.
  private static final int LONGEST_GAP_SECONDS = Integer.getInteger("nautilus.migration.gap", 0);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long SETTLING = TimeUnit.SECONDS.toNanos(20);

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
    fleet.start(Math.max(1, RATE / 8));
    TimeUnit.SECONDS.sleep(3);
    fleet.rate(Math.max(1, RATE / 4));
    TimeUnit.SECONDS.sleep(3);
    move(fleet, EngineType.RISK, EngineMode.DUAL);
    move(fleet, EngineType.RISK, EngineMode.LEGACY);
    fleet.rate(Math.max(1, RATE / 2));
    TimeUnit.SECONDS.sleep(10);
    fleet.rate(RATE);
    TimeUnit.SECONDS.sleep(10);
    settle(fleet);
  }

  /// One engine after the other, as the handbook says: the next one moves when everybody is at the
  /// head again, or when that takes too long.
  private static void settle(MigratingFleet fleet) {
    long limit = System.nanoTime() + SETTLING;
    while (fleet.behind() > Math.max(100, RATE / 10) && System.nanoTime() - limit < 0) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  private void move(MigratingFleet fleet, EngineType engine, EngineMode to) {
    settle(fleet);
    long began = System.nanoTime();
    stage.modes.begin(engine, to);
    await("%s to %s".formatted(engine, to))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertThat(stage.modes.migration(engine).map(Migration::phase))
                    .contains(Migration.Phase.DONE));
    LOG.info(
        "{} to {} in {} ms, longest gap so far {} s, {} behind",
        engine,
        to,
        (System.nanoTime() - began) / 1_000_000,
        fleet.accounts().values().stream().mapToDouble(Account::longestGapSeconds).max().orElse(0),
        fleet.behind());
  }

  @Test
  void sixEngines_movedThereAndBackUnderLoad_loseDoubleAndReorderNothing() throws Exception {
    try (MigratingFleet fleet = new MigratingFleet(redis)) {
      await().atMost(PATIENCE).until(() -> BridgeStage.connections(redis.main()) == 2);
      warmUp(fleet);
      fleet.takeCrowded();
      fleet.flows(true);
      for (EngineType engine : MigratingFleet.LEGACY) {
        move(fleet, engine, EngineMode.DUAL);
      }
      await().atMost(PATIENCE).until(() -> BridgeStage.connections(redis.main()) == 0);
      for (EngineType engine : MigratingFleet.LEGACY) {
        move(fleet, engine, EngineMode.LEGACY);
      }
      TimeUnit.SECONDS.sleep(1);
      fleet.flows(false);
      fleet.stop();

      assertThat(fleet.failed()).as("publishes that failed").isZero();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(fleet.missing()).isEmpty());
      LOG.info("{} messages published", fleet.published());
      fleet
          .accounts()
          .forEach(
              (engine, account) -> {
                LOG.info(
                    "{}: {} received, longest gap {} s",
                    engine,
                    account.received(),
                    account.longestGapSeconds());
                assertThat(account.holes()).as("%s %s", engine, account.faults()).isZero();
                assertThat(account.doubled()).as("%s %s", engine, account.faults()).isZero();
              });
      assertGoal(fleet);
    }
  }

  /// Says whether the rate was kept; asserts it and the pause where that is asked for.
  private static void assertGoal(MigratingFleet fleet) {
    boolean keptUp = !fleet.takeCrowded();
    LOG.info("{} messages/s were {}", RATE, keptUp ? "kept" : "more than this machine bears");
    if (LONGEST_GAP_SECONDS > 0) {
      assertThat(keptUp).as("%d messages a second were kept", RATE).isTrue();
      assertThat(fleet.accounts())
          .allSatisfy(
              (engine, account) ->
                  assertThat(account.longestGapSeconds()).isLessThan(LONGEST_GAP_SECONDS));
    }
  }
}
