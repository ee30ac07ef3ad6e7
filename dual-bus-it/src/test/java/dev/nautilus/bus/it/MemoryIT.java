package dev.nautilus.bus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Offer;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.bus.testkit.RedisServer;
import dev.nautilus.message.RiskAlert;
import dev.nautilus.message.SystemAlert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A server whose memory fills up: by lowering its limit, which fills it to the byte.
@NautilusBusTest
class MemoryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RiskAlert ALERT = new RiskAlert("VAR_BREACH", 0.95);

  @AfterEach
  void lift(BusServers servers) {
    for (RedisServer server : List.of(servers.marketData(), servers.engineLogic())) {
      server.command("CONFIG", "SET", "maxmemory", "0");
    }
  }

  /// Lowers the limit so that the server is so full of what it holds already.
  private static void fill(RedisServer redis, double ratio) {
    String info = String.valueOf(redis.command("INFO", "memory"));
    long used =
        info.lines()
            .filter(line -> line.startsWith("used_memory:"))
            .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
            .findFirst()
            .orElseThrow();
    redis.command("CONFIG", "SET", "maxmemory", Long.toString((long) (used / ratio)));
  }

  /// A client samples while it publishes.
  private static Offer offer(DualBusClient bus, Priority priority) {
    return bus.offer(MessageType.RISK_ALERT, ALERT, priority);
  }

  private static void awaitStatus(DualBusClient bus, BusHealth.Status status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              offer(bus, Priority.URGENT);
              assertThat(bus.health(Bus.ENGINE_LOGIC).status()).isEqualTo(status);
            });
  }

  private static void awaitOffer(DualBusClient bus, Offer expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(offer(bus, Priority.HIGH)).isEqualTo(expected));
  }

  @Test
  void memory_threeQuartersFull_isAnAlertAndDegradedAndNothingIsRefused(
      BusServers servers, BusClients clients) {
    DualBusClient risk = clients.client(EngineType.RISK, "risk-1");
    Recorder<SystemAlert> alerts = Recorder.on(risk, MessageType.SYSTEM_ALERT);

    fill(servers.engineLogic(), 0.73);
    awaitStatus(risk, BusHealth.Status.DEGRADED);

    SystemAlert alert = alerts.awaitMatch(a -> a.code().equals("MEMORY_HIGH"), PATIENCE).payload();
    assertThat(alert.severity()).isEqualTo(SystemAlert.Severity.WARNING);
    assertThat(alert.component()).isEqualTo("engine-logic-bus");
    assertThat(alert.threshold()).hasValue(0.7);
    assertThat(risk.health(Bus.ENGINE_LOGIC).detail()).contains("memory is 7");
    assertThat(offer(risk, Priority.LOW)).isEqualTo(Offer.ACCEPTED);
  }

  @Test
  void memory_marketDataFull_isToldOnTheOtherBus(BusServers servers, BusClients clients) {
    DualBusClient risk = clients.client(EngineType.RISK, "risk-1");
    Recorder<SystemAlert> alerts = Recorder.on(risk, MessageType.SYSTEM_ALERT);

    fill(servers.marketData(), 0.9);

    SystemAlert alert = alerts.awaitMatch(a -> a.code().equals("MEMORY_FULL"), PATIENCE).payload();
    assertThat(alert.component()).isEqualTo("marketdata-bus");
    assertThat(alert.severity()).isEqualTo(SystemAlert.Severity.CRITICAL);
  }

  /// Who kept house may die before it told.
  @Test
  void memory_fullWhileAnotherKeptHouse_isToldByWhoTakesOver(
      BusServers servers, BusClients clients) {
    servers.engineLogic().command("SET", "el:housekeeper", "one that died", "PX", "12000");
    DualBusClient risk = clients.client(EngineType.RISK, "risk-1");
    Recorder<SystemAlert> alerts = Recorder.on(risk, MessageType.SYSTEM_ALERT);
    fill(servers.engineLogic(), 0.9);
    awaitOffer(risk, Offer.BACK_PRESSURED);
    assertThat(servers.engineLogic().command("GET", "el:housekeeper")).isEqualTo("one that died");

    SystemAlert alert = alerts.awaitMatch(a -> a.code().equals("MEMORY_FULL"), PATIENCE).payload();
    assertThat(alert.component()).isEqualTo("engine-logic-bus");
  }

  @Test
  void memory_full_refusesUpToHighAndTakesUrgentUntilThereIsRoom(
      BusServers servers, BusClients clients) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    DualBusClient risk = clients.client(clients.builder(EngineType.RISK, "risk-1").meters(meters));
    Recorder<SystemAlert> alerts = Recorder.on(risk, MessageType.SYSTEM_ALERT);

    fill(servers.engineLogic(), 0.87);
    awaitOffer(risk, Offer.BACK_PRESSURED);

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(
            () ->
                risk.publish(MessageType.RISK_ALERT, ALERT, Priority.LOW)
                    .toCompletableFuture()
                    .join())
        .havingCause()
        .isInstanceOfSatisfying(
            BusException.class, e -> assertThat(e.reason()).isEqualTo(BusException.Reason.NOT_SENT))
        .withMessageContaining("is full: memory is ")
        .withMessageContaining("more maxmemory");
    assertThat(risk.publish(MessageType.RISK_ALERT, ALERT, Priority.URGENT))
        .succeedsWithin(PATIENCE);
    assertThat(risk.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.DEGRADED);
    assertThat(meters.get("nautilus.bus.shed").tag("bus", "engine_logic").functionCounter().count())
        .isGreaterThanOrEqualTo(2);

    fill(servers.engineLogic(), 0.5);
    awaitOffer(risk, Offer.ACCEPTED);
    alerts.awaitMatch(
        a -> a.code().equals("MEMORY_FULL") && a.severity() == SystemAlert.Severity.INFO, PATIENCE);
    // Entered once and left once, each.
    assertThat(alerts.payloads())
        .extracting(alert -> alert.code() + " " + alert.severity())
        .doesNotHaveDuplicates();
  }

  @Test
  void memory_usedUp_countsAtOnceAndEndsWhenThereIsRoom(BusServers servers, BusClients clients) {
    DualBusClient risk = clients.client(EngineType.RISK, "risk-1");
    assertThat(risk.publish(MessageType.RISK_ALERT, ALERT)).succeedsWithin(PATIENCE);

    fill(servers.engineLogic(), 2);
    var urgent = risk.publish(MessageType.RISK_ALERT, ALERT, Priority.URGENT);
    awaitOffer(risk, Offer.BACK_PRESSURED);
    assertThat(urgent.toCompletableFuture()).isNotDone();

    servers.engineLogic().command("CONFIG", "SET", "maxmemory", "0");
    awaitOffer(risk, Offer.ACCEPTED);
    assertThat(urgent).succeedsWithin(PATIENCE);
  }

  /// Large frames travel in transactions: one that finds no memory must not let its successor by.
  @Test
  void memory_usedUpUnderLoad_losesNothingAndKeepsTheOrder(BusServers servers, BusClients clients) {
    List<Double> came = new CopyOnWriteArrayList<>();
    clients
        .client(EngineType.PORTFOLIO, "portfolio-1")
        .subscribe(MessageType.RISK_ALERT, message -> came.add(message.payload().threshold()));
    DualBusClient risk = clients.client(EngineType.RISK, "risk-1");
    fill(servers.engineLogic(), 0.8);
    String code = "X".repeat(500);
    List<CompletionStage<Published>> results = new ArrayList<>();
    for (int i = 0; i < 8_000; i++) {
      results.add(risk.publish(MessageType.RISK_ALERT, new RiskAlert(code, i), Priority.URGENT));
    }
    await()
        .atMost(PATIENCE)
        .until(() -> risk.health(Bus.ENGINE_LOGIC).status() != BusHealth.Status.UP);
    assertThat(results.get(7_999).toCompletableFuture()).isNotDone();

    servers.engineLogic().command("CONFIG", "SET", "maxmemory", "0");
    assertThat(results)
        .allSatisfy(
            result ->
                assertThat(result)
                    .succeedsWithin(PATIENCE)
                    .extracting(Published::outcome)
                    .isEqualTo(Published.Outcome.CONFIRMED));
    await().atMost(PATIENCE).until(() -> came.size() == 8_000);
    assertThat(came).isSorted();
  }

  @Test
  void memory_thatMayNotBeAskedFor_isSaidByHealthAndRefusesNothing(
      BusServers servers, BusClients clients) {
    RedisServer redis = servers.engineLogic();
    redis.command("ACL", "SETUSER", "blind", "on", ">secret", "~*", "&*", "+@all", "-info");
    try {
      String url = "redis://blind:secret@" + redis.host() + ":" + redis.port();
      DualBusClient risk =
          clients.client(clients.builder(EngineType.RISK, "risk-1").engineLogic(url));
      assertThat(risk.publish(MessageType.RISK_ALERT, ALERT)).succeedsWithin(PATIENCE);

      await()
          .atMost(PATIENCE)
          .until(() -> risk.health(Bus.ENGINE_LOGIC).detail().contains("memory is not watched"));
      assertThat(risk.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.UP);
      assertThat(offer(risk, Priority.LOW)).isEqualTo(Offer.ACCEPTED);
    } finally {
      clients.close();
      redis.command("ACL", "DELUSER", "blind");
    }
  }

  @Test
  void maxmemory_tooSmallForTheSettings_isSaidByHealthOfABusThatIsUp(
      BusServers servers, BusClients clients) {
    servers.engineLogic().command("CONFIG", "SET", "maxmemory", "100mb");
    DualBusClient risk = clients.client(EngineType.RISK, "risk-1");

    await()
        .atMost(PATIENCE)
        .until(() -> risk.health(Bus.ENGINE_LOGIC).detail().contains("maxmemory is 100 MB"));
    assertThat(risk.health(Bus.ENGINE_LOGIC).status()).isEqualTo(BusHealth.Status.UP);
    assertThat(risk.health(Bus.MARKET_DATA).detail()).doesNotContain("maxmemory");
  }
}
