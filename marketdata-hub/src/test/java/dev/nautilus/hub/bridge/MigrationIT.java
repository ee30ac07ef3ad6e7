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

  /// Messages a second, all together.
  private static final int RATE = Integer.getInteger("nautilus.migration.rate", 14_822);

  /// The goal; another one for a machine that has other work (`-Dnautilus.migration.gap=10`).
  private static final double LONGEST_GAP_SECONDS =
      Double.parseDouble(System.getProperty("nautilus.migration.gap", "1"));

  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
  /// head again.
  private static void settle(MigratingFleet fleet) {
    await("everybody keeps up with %,d messages a second".formatted(RATE))
        .atMost(PATIENCE)
        .until(() -> fleet.behind() < Math.max(100, RATE / 10));
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
      fleet
          .accounts()
          .forEach(
              (engine, account) ->
                  assertThat(account.longestGapSeconds())
                      .as("longest gap of %s", engine)
                      .isLessThan(LONGEST_GAP_SECONDS));
    }
  }
}
