package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.nautilus.blocker.DirectCallException;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.MessageType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A whole fleet on ports that were free, from its start to the last process it leaves.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetIT {
  @TempDir private static Path folder;
  private static RunningFleet fleet;
  private static Instant ready = Instant.MAX;

  @BeforeAll
  static void start() {
    fleet = RunningFleet.start(plan(FleetPorts.free()));
    ready = Instant.now();
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @Test
  void start_whenItReturns_hasToldEachStep() {
    assertThat(fleet.shown())
        .contains("redis-main", "redis-marketdata", "redis-engine-logic", "simulator")
        .containsPattern("hub +ready")
        .containsPattern("live quotes +ready")
        .containsPattern("factor +ready")
        .containsPattern("ml +ready")
        .containsPattern("[^-]vpin +ready")
        .containsPattern("enhanced-vpin +ready")
        .containsPattern("features +ready")
        .containsPattern("marketdata +ready");
  }

  /// First, while the bus still has what was said at the start.
  @Test
  @Order(1)
  void enginesThatSeeTheMarket_sayAReadyValueWithinAMinuteOfReady() {
    ReadyValues.BY_ENGINE.forEach(
        (engine, said) -> {
          JsonNode line =
              fleet.tail(new TailRequest(said.type(), Optional.empty(), 1, true)).getFirst();
          assertThat(line.path("sender").asString()).isEqualTo(engine);
          assertThat(said.ready().test(line.path("payload"))).as("%s", line).isTrue();
          assertThat(Instant.parse(line.path("sentAt").asString()))
              .as(engine)
              .isBefore(ready.plusSeconds(60));
        });
  }

  @Test
  void quote_byRest_hasEverythingAUserJudgesItBy() {
    try (Probe probe = new Probe()) {
      Probe.Answer quote = probe.get(fleet.plan().httpUrl(FleetPorts.HUB) + "/api/v1/quote/AAPL");
      assertThat(quote.status()).isEqualTo(200);
      for (String field : List.of("bid", "ask", "bidSize", "askSize", "version", "ageMillis")) {
        assertThat(quote.body().path(field).isNumber()).as(field).isTrue();
      }
      assertThat(quote.text("symbol")).isEqualTo("AAPL");
      assertThat(quote.text("source")).isEqualTo("ibkr");
      assertThat(List.of(quote.text("observedAt"), quote.text("receivedAt"))).doesNotContain("");
      assertThat(quote.text("freshness")).isEqualTo("fresh");
      assertThat(quote.body().path("simulated").asBoolean()).isTrue();
    }
  }

  @Test
  void tail_ofQuotes_printsThemAsJsonLines() {
    List<JsonNode> lines =
        fleet.tail(new TailRequest(MessageType.QUOTE, Optional.of("MSFT"), 2, false));
    assertThat(lines)
        .hasSize(2)
        .allSatisfy(
            line -> {
              assertThat(line.path("type").asString()).isEqualTo("quote");
              assertThat(line.path("key").asString()).isEqualTo("MSFT");
              assertThat(line.path("payload").path("provenance").path("simulated").asBoolean())
                  .isTrue();
            });
  }

  @Test
  void vendorCall_fromAnEnginesProcess_isRefusedAndTold() {
    InetSocketAddress vendor = InetSocketAddress.createUnresolved("api.stlouisfed.org", 443);
    assertThatExceptionOfType(DirectCallException.class)
        .isThrownBy(
            () -> {
              try (Socket socket = new Socket()) {
                socket.connect(vendor);
              }
            })
        .withMessageContaining("fleet");
    List<JsonNode> told =
        fleet.tail(new TailRequest(MessageType.DIRECT_API_VIOLATION, Optional.empty(), 1, true));
    assertThat(told.getFirst().at("/payload/host").asString()).isEqualTo("api.stlouisfed.org");
    assertThat(told.getFirst().at("/payload/blocked").asBoolean()).isTrue();
    try (Probe probe = new Probe()) {
      JsonNode page = probe.get(fleet.plan().httpUrl("features") + "/actuator/apiblocker").body();
      assertThat(page.path("mode").asString()).isEqualTo("ENFORCE");
      assertThat(page.path("missing").isEmpty()).isTrue();
      assertThat(page.path("attempts").has("api.stlouisfed.org")).isTrue();
      assertThat(Audit.requests(probe.text(fleet.plan().httpUrl(FleetPorts.HUB) + "/metrics")))
          .containsKey("features");
    }
  }

  @Test
  void features_onTheBus_areReadyValues() {
    JsonNode entries =
        fleet
            .first(new TailRequest(MessageType.FEATURE_VECTOR, Optional.of("AAPL"), 1, true))
            .path("entries");
    int ready = 0;
    for (JsonNode entry : entries) {
      if (entry.path("ready").asBoolean()) {
        ready += entry.path("value").isNumber() ? 1 : 0;
      } else {
        assertThat(entry.path("value").isNull()).as("%s", entry).isTrue();
      }
    }
    assertThat(ready).isGreaterThan(entries.size() / 2).isGreaterThan(20);
  }

  @Test
  void ml_onTheBus_isPredictionsOfModelsThatAreReady() {
    assertThat(fleet.tail(new TailRequest(MessageType.ML_PREDICTION, Optional.of("AAPL"), 2, true)))
        .allSatisfy(
            line -> {
              assertThat(line.at("/payload/model").asString()).isIn("direction", "return");
              assertThat(line.at("/payload/examples").asLong()).isGreaterThanOrEqualTo(1_000);
              assertThat(line.at("/payload/simulated").asBoolean()).isTrue();
            });
  }

  @Test
  void marketdata_onTheBus_buildsBarsAndConsolidatesQuotes() {
    JsonNode nbbo = fleet.first(new TailRequest(MessageType.NBBO, Optional.of("AAPL"), 1, false));
    assertThat(nbbo.path("bidVenues").toString()).contains("ibkr");
    assertThat(nbbo.path("provenance").path("simulated").asBoolean()).isTrue();
    assertThat(builtBars()).contains("BUILT");
  }

  @Test
  void factor_onTheBus_saysReturnsAndCovariance() {
    JsonNode day =
        fleet.first(new TailRequest(MessageType.FACTOR_CALCULATION, Optional.empty(), 1, true));
    assertThat(day.path("factors").toString()).contains("market", "momentum", "value");
    assertThat(day.path("assets").asInt()).isGreaterThanOrEqualTo(10);
    JsonNode covariance =
        fleet.first(new TailRequest(MessageType.FACTOR_COVARIANCE, Optional.empty(), 1, true));
    assertThat(covariance.path("covariance").path(0).asDouble()).isPositive();
  }

  @Test
  void status_ofARunningFleet_isWell() {
    assertThat(fleet.status())
        .contains("Fleet ready, simulated market data", "redis-main", "hub", "features");
  }

  @Test
  void start_onATakenPort_namesItAndStartsNothing() throws IOException {
    FleetPorts ports = FleetPorts.free();
    int taken = ports.of(RedisRole.MARKET_DATA);
    try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      Fleet second =
          new Fleet(
              plan(ports),
              new Progress(RunningFleet.stream(OutputStream.nullOutputStream()), System::nanoTime));
      assertThatExceptionOfType(FleetException.class)
          .isThrownBy(second::start)
          .withMessageContaining(taken + " (redis-marketdata)")
          .withMessageContaining("--external-redis")
          .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.PORT_TAKEN));
    }
    assertThat(RedisServer.answers(ports.of(RedisRole.MAIN))).isFalse();
  }

  @Test
  void claim_ofAFolderInUse_isRefused() {
    RunFolder run = new RunFolder(folder.resolve("claimed"));
    run.claim();
    assertThatExceptionOfType(FleetException.class)
        .isThrownBy(run::claim)
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_STATE));
  }

  /// As an operator moves the six that begin on main Redis; they work afterwards as before.
  @Test
  @Order(Integer.MAX_VALUE - 1)
  void migrate_enginesOnMain_leaveItAndGoOnWorking() {
    for (EngineService engine : EngineService.all()) {
      assertThat(moves().modeOf(engine)).as(engine.name()).isEqualTo(engine.startsAs().name());
      assertThat(moves().run("migrate --status"))
          .containsPattern("(?m)^" + engine.name() + " +" + engine.startsAs());
    }
    List<EngineService> onMain =
        EngineService.all().stream()
            .filter(engine -> engine.startsAs() == EngineMode.LEGACY)
            .toList();
    assertThat(onMain).isNotEmpty();
    for (EngineService engine : onMain) {
      assertThat(moves().run("migrate " + engine.name() + " DUAL")).contains("DONE");
      assertThat(moves().modeOf(engine)).isEqualTo("DUAL");
    }
    assertThat(builtBars()).contains("BUILT");
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(Moves.now(moves().run("migrate --report")))
                    .containsPattern("redis-main +0 connections"));
    assertThat(moves().run("migrate --report"))
        .contains("vpin to DUAL, before", "vpin to DUAL, during", "vpin to DUAL, after")
        .containsPattern("redis-main +[1-9]\\d* connections, +[0-9.]+ % CPU")
        .containsPattern("carried by the bridge: [1-9]\\d* to main");

    assertThat(moves().run("migrate marketdata LEGACY")).contains("DONE");
    assertThat(builtBars()).contains("BUILT");
    assertThat(fleet.status()).contains("marketdata");
  }

  private static Moves moves() {
    return new Moves(fleet.plan());
  }

  private static List<String> builtBars() {
    return fleet.tail(new TailRequest(MessageType.BAR, Optional.empty(), 40, false)).stream()
        .map(line -> line.at("/payload/origin").asString())
        .toList();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void close_leavesNoProcessAndNoPort() throws IOException {
    List<ProcessHandle> before = redises();
    assertThat(before).hasSize(3);
    fleet.close();
    fleet.close();
    assertThat(before).noneMatch(ProcessHandle::isAlive);
    assertThat(fleet.plan().ports().taken(fleet.plan().portsNeeded())).isEmpty();
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.endsWith("redis.pid"))).isEmpty();
    }
  }

  private static List<ProcessHandle> redises() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").contains("redis-server"))
        .toList();
  }

  private static FleetPlan plan(FleetPorts ports) {
    return RunningFleet.plan(folder, ports, List.of("AAPL", "MSFT"));
  }
}
