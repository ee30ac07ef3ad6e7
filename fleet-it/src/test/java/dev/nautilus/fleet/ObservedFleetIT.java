package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.nautilus.blocker.DirectCallException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A whole fleet as an operator, and as somebody who should not, sees it from outside.
class ObservedFleetIT {
  /// Meters that no fleet shows by itself, each with its reason.
  private static final Map<String, String> ABSENT =
      Map.of(
          "nautilus_hub_history_rows_total", "only with a database; HistoryIT has one",
          "nautilus_hub_history_queue_rows", "only with a database; HistoryIT has one");

  private static final List<String> PAGES =
      List.of(
          "/",
          "/health",
          "/metrics",
          "/v3/api-docs",
          "/actuator",
          "/actuator/apiblocker",
          "/actuator/bus/mode",
          "/api/v1/sources",
          "/api/v1/cache",
          "/api/v1/prefetch",
          "/api/v1/status",
          "/api/v1/snapshot",
          "/api/v1/economic?symbol=FRED:GDP");

  private static final List<String> HIDDEN =
      List.of(
          "beans",
          "caches",
          "conditions",
          "configprops",
          "env",
          "heapdump",
          "httpexchanges",
          "info",
          "logfile",
          "loggers",
          "mappings",
          "sbom",
          "scheduledtasks",
          "sessions",
          "shutdown",
          "startup",
          "threaddump");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path folder;
  private static ObservedFleet fleet;

  @BeforeAll
  static void start() {
    fleet = ObservedFleet.start(folder);
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  /// Attempts are shown from the first one on.
  private static void callAVendor() {
    assertThatExceptionOfType(DirectCallException.class)
        .isThrownBy(
            () -> {
              try (Socket socket = new Socket()) {
                socket.connect(InetSocketAddress.createUnresolved("api.stlouisfed.org", 443));
              }
            });
  }

  @Test
  void metersOfRulesAndDashboards_areAllInALiveScrape() {
    callAVendor();
    Map<String, String> wanted = new TreeMap<>();
    for (Monitoring.Expression expression : Monitoring.expressions()) {
      expression.meters().forEach(meter -> wanted.putIfAbsent(meter, expression.where()));
    }
    assertThat(wanted).hasSizeGreaterThan(60);
    assertThat(wanted.keySet()).containsAll(ABSENT.keySet());
    wanted.keySet().removeAll(ABSENT.keySet());
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              Map<String, String> missing = new TreeMap<>(wanted);
              missing.keySet().removeAll(fleet.series());
              assertThat(missing).isEmpty();
            });
    assertThat(fleet.series()).doesNotContainAnyElementsOf(ABSENT.keySet());
  }

  @Test
  void scrapes_sayHowRedisesSourcesAndEnginesAre() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(fleet.scrape(FleetPorts.HUB))
                    .contains("nautilus_hub_redis_up{server=\"main\"} 1.0")
                    .contains("nautilus_hub_redis_up{server=\"market_data\"} 1.0")
                    .contains("nautilus_hub_redis_up{server=\"engine_logic\"} 1.0")
                    .contains("nautilus_hub_source_simulated{source=\"fred\"} 1.0")
                    .contains("nautilus_hub_source_budget_ratio{source=\"alpha_vantage\"}")
                    .contains("nautilus_hub_group_owed_entries{engine=\"ml\",server="));
    assertThat(fleet.scrape("risk"))
        .contains("nautilus_engine_figure{engine=\"risk\",of=\"halted\"} 0.0")
        .contains("nautilus_blocker_enforcing 1.0");
  }

  @Test
  void pages_ofAllServices_tellNoSecret() {
    int answered = 0;
    for (String service : ObservedFleet.services()) {
      for (String path : PAGES) {
        for (String accept : List.of("application/json", "text/plain")) {
          HttpResponse<String> page = fleet.ask(service, path, accept, ObservedFleet.HUB_TOKEN);
          assertThat(fleet.watch().tells(page.body() + page.headers().map()))
              .as("%s of %s tells a secret", path, service)
              .isFalse();
          answered += page.statusCode() == 200 ? 1 : 0;
        }
      }
    }
    assertThat(answered).isGreaterThan(60);
  }

  @Test
  void logsAndFiles_alsoOfTrouble_tellNoSecret() throws IOException {
    HttpResponse<String> refused =
        fleet.ask(FleetPorts.HUB, "/api/v1/cache", "application/json", ObservedFleet.WRONG_TOKEN);
    assertThat(refused.statusCode()).isEqualTo(401);
    for (String kind : List.of("HTTP_5XX", "GARBAGE", "CUT")) {
      String fault = "{\"kind\":\"%s\",\"count\":5}".formatted(kind);
      assertThat(fleet.order("/vendors/fred/faults", fault).statusCode()).isBetween(200, 299);
      HttpResponse<String> failed =
          fleet.ask(FleetPorts.HUB, "/api/v1/economic?symbol=FRED:" + kind.replace("_", ""));
      assertThat(fleet.watch().tells(failed.body())).as(kind).isFalse();
    }
    HttpResponse<String> sources = fleet.ask(FleetPorts.HUB, "/api/v1/sources");
    assertThat(sources.body()).contains("\"lastError\":\"");
    assertThat(fleet.watch().tells(sources.body())).isFalse();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(fleet.watch().tells(bytes)).as("%s tells a secret", file).isFalse();
      }
    }
    assertThat(fleet.watch().lines()).as("lines that were read").isGreaterThan(100);
    assertThat(fleet.watch().told()).isEmpty();

    LoggerFactory.getLogger("dev.nautilus.told").debug("with {}", ObservedFleet.HUB_TOKEN);
    assertThat(fleet.watch().told()).as("what is told is seen").hasSize(1);
    fleet.watch().forget();
  }

  @Test
  void actuators_showOnlyWhatIsMeantToBeSeen() {
    for (String service : ObservedFleet.services()) {
      for (String name : HIDDEN) {
        for (String path : List.of("/", "/actuator/")) {
          assertThat(fleet.ask(service, path + name).statusCode())
              .as("%s%s of %s", path, name, service)
              .isEqualTo(404);
        }
      }
      assertThat(fleet.ask(service, "/health").statusCode()).as(service).isEqualTo(200);
    }
  }

  @Test
  void runbooks_theirCommands_work() {
    LocalProgram.needs("redis-cli", "install Debian's package redis-tools");
    LocalProgram.needs("curl", "install Debian's package curl");
    callAVendor();
    Runbook runbook = new Runbook(fleet.plan());
    Set<String> commands = Runbook.commands();
    assertThat(commands).hasSizeGreaterThan(25);
    for (String command : commands) {
      LocalProgram.Said said = runbook.run(command);
      assertThat(said.code()).as("%s%n%s", command, said.said()).isZero();
    }
    assertThat(runbook.run("redis-cli -p 6381 NOSUCH").code()).isNotZero();
  }
}
