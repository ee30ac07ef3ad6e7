package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Migration.Phase;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.RedisServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command against real Redises. The test itself enters the phases that engines and the bridge
/// enter.
@NautilusBusTest
class MigrateIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  /// @param text what was printed
  private record Result(ExitCode exitCode, String text) {}

  private static BusAddress address(RedisServer server) {
    return BusAddress.of(server.url(), 1);
  }

  private Result migrate(BusServers servers, String command) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Migrate migrate =
        new Migrate(
            role ->
                address(
                    switch (role) {
                      case MAIN -> servers.main();
                      case MARKET_DATA -> servers.marketData();
                      case ENGINE_LOGIC -> servers.engineLogic();
                    }),
            new MigrationLog(folder.resolve("migrations.log"), InstantSource.system()),
            new PrintStream(text, true, StandardCharsets.UTF_8));
    ExitCode exitCode = migrate.run(MigrateRequestTest.parse(command));
    return new Result(exitCode, text.toString(StandardCharsets.UTF_8));
  }

  private static void play(EngineModes modes) {
    await().atMost(SOON).until(() -> modes.migration(EngineType.RISK).isPresent());
    for (Phase phase :
        new Phase[] {Phase.GROUPS, Phase.FENCED, Phase.CARRIED, Phase.OLD_DONE, Phase.DONE}) {
      Migration now = modes.migration(EngineType.RISK).orElseThrow();
      assertThat(modes.advance(now, phase, Map.of())).isTrue();
    }
  }

  @Test
  void move_engineThatAnswers_isShownToItsEndAndKeptForTheReport(BusServers servers)
      throws Exception {
    servers.main().command("XADD", "nautilus-risk-streams", "*", "a", "b");
    servers.main().command("XGROUP", "CREATE", "nautilus-risk-streams", "risk-group", "0");
    try (EngineModes modes = EngineModes.at(address(servers.engineLogic()))) {
      modes.set(EngineType.RISK, EngineMode.LEGACY);
      Thread engine = Thread.ofVirtual().start(() -> play(modes));

      Result moved = migrate(servers, "migrate risk DUAL --within 60");

      engine.join();
      assertThat(moved.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(moved.text())
          .containsPattern("risk to DUAL, before")
          .containsPattern("redis-main +\\d+ connections, +[0-9.]+ % CPU")
          .containsPattern("DONE +left: 1 on main, 0 on the buses");
    }
    Result report = migrate(servers, "migrate --report");
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(report.text())
        .contains(
            "risk to DUAL, before",
            "risk to DUAL, during",
            "risk to DUAL, after",
            "now",
            "carried by the bridge");
  }

  @Test
  void move_engineThatIsThereAlready_isRefused(BusServers servers) {
    Result refused = migrate(servers, "migrate risk DUAL");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.text()).contains("risk is DUAL already");
  }

  @Test
  void move_nobodyAnswers_saysSoAndCanBeGivenUp(BusServers servers) {
    Result waiting = migrate(servers, "migrate risk LEGACY --within 1");
    assertThat(waiting.exitCode()).isEqualTo(ExitCode.NOT_READY);
    assertThat(waiting.text()).contains("ASKED", "does it run?");
    assertThat(migrate(servers, "migrate --status").text())
        .containsPattern("risk +MIGRATING +DUAL to LEGACY: ASKED");

    assertThat(migrate(servers, "migrate risk --abort").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(migrate(servers, "migrate --status").text())
        .containsPattern("risk +DUAL +DUAL to LEGACY: ABORTED");
    assertThat(migrate(servers, "migrate risk --abort").exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void command_withoutARedis_failsWithItsAddress() {
    BusAddress nobody = new BusAddress("127.0.0.1", 1, null, null, false);
    Migrate migrate =
        new Migrate(
            role -> nobody,
            new MigrationLog(folder.resolve("migrations.log"), InstantSource.system()),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(() -> migrate.run(MigrateRequestTest.parse("migrate --status")))
        .withMessageContaining("127.0.0.1:1");
  }
}
