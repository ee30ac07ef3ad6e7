package dev.nautilus.hub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.BusHealth.Status;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.hub.Samples;
import dev.nautilus.message.Bar;
import dev.nautilus.message.RiskAlert;
import dev.nautilus.message.RiskMetric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NautilusBusTest
class BridgeIT {
  private static final String ALERT =
      "{\"alert\":\"VaR_BREACH\",\"threshold\":0.95,\"account\":\"fund\",\"detail\":\"\",\"simulated\":true}";

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

  private void awaitCarrying() {
    await()
        .atMost(BridgeStage.SOON)
        .until(() -> stage.bridge().health().detail().startsWith("Carrying"));
  }

  private static RiskMetric metric(int number) {
    return new RiskMetric(
        "fund",
        "var",
        "historical",
        OptionalDouble.of(0.01),
        1,
        OptionalDouble.of(number),
        "USD",
        true,
        "",
        Samples.NOON,
        true);
  }

  @Test
  void bridge_nobodyOnMain_hasNoConnectionThere() {
    await()
        .atMost(BridgeStage.SOON)
        .until(() -> stage.bridge().health().detail().startsWith("No engine"));
    assertThat(stage.bridge().health().status()).isEqualTo(Status.UP);
    assertThat(BridgeStage.connections(redis.main())).isZero();
  }

  @Test
  void bridge_oneOnMain_hasTwoConnectionsThereAndNoneAfterItLeft() {
    stage.legacy(EngineType.RISK);
    awaitCarrying();
    await().atMost(BridgeStage.SOON).until(() -> BridgeStage.connections(redis.main()) == 2);
    assertThat(stage.meters.get("nautilus.hub.bridge.engines").gauge().value()).isEqualTo(1);

    stage.modes.set(EngineType.RISK, EngineMode.DUAL);
    await().atMost(BridgeStage.SOON).until(() -> BridgeStage.connections(redis.main()) == 0);
    assertThat(stage.meters.get("nautilus.hub.bridge.engines").gauge().value()).isZero();
  }

  @Test
  void foreignEntry_ofALegacyEngine_reachesAnEngineOnTheBus(BusClients clients) {
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-1");
    Recorder<RiskAlert> alerts = Recorder.on(strategy, MessageType.RISK_ALERT);
    stage.legacy(EngineType.RISK);
    awaitCarrying();

    String id = stage.add("nautilus-risk-streams", "RISK", "RISK_ALERT", ALERT);

    Message<RiskAlert> message = alerts.await(1, BridgeStage.SOON).getFirst();
    assertThat(message.payload().alert()).isEqualTo("VaR_BREACH");
    assertThat(message.envelope().sender()).isEqualTo(EngineType.RISK);
    assertThat(message.envelope().senderInstance()).isEqualTo("legacy-1");
    assertThat(message.envelope().origin()).isEqualTo("nautilus-risk-streams " + id);
    assertThat(message.envelope().sentAt().toString()).isEqualTo("2023-11-14T22:13:20.250Z");
  }

  @Test
  void marketData_ofALegacyEngine_isPushedWithoutGapOrSilence(BusClients clients) {
    DualBusClient features = clients.client(EngineType.FEATURES, "features-1");
    Recorder<Bar> bars = Recorder.on(features, MessageType.BAR);
    Recorder<?> silences = Recorder.on(features, MessageType.SOURCE_SILENT);
    stage.legacy(EngineType.MARKETDATA);
    awaitCarrying();
    Bar bar = Samples.bar("AAPL", Samples.NOON, 100, true);
    String json = dev.nautilus.bus.codec.JsonText.payload(bar);

    for (int i = 0; i < 20; i++) {
      stage.add("nautilus-marketdata-streams", "marketdata", "bar", json);
    }

    assertThat(bars.await(20, BridgeStage.SOON))
        .allSatisfy(message -> assertThat(message.payload()).isEqualTo(bar));
    // Longer than a publisher may be silent without a goodbye.
    silences.awaitNothing(Duration.ofSeconds(5));
    assertThat(bars.gaps()).isEmpty();
    assertThat(bars.messages()).hasSize(20);
  }

  @Test
  void messagesOfTheBuses_reachMainOnceWithTheirOrigin(BusClients clients) throws Exception {
    stage.legacy(EngineType.RISK);
    awaitCarrying();
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient collateral = clients.client(EngineType.COLLATERAL, "collateral-1");

    hub.publish(MessageType.QUOTE, Samples.quote("AAPL", 100, Samples.NOON))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    collateral
        .publish(MessageType.RISK_METRIC, metric(1))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    collateral
        .publish(MessageType.RISK_METRIC, metric(2), Priority.URGENT)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);

    await()
        .atMost(BridgeStage.SOON)
        .until(
            () ->
                stage.entries("nautilus-marketdata-streams").size() == 1
                    && stage.entries("nautilus-collateral-streams").size() == 1
                    && stage.entries("nautilus-express-streams").size() == 1);
    Map<String, String> quote = stage.entries("nautilus-marketdata-streams").getFirst();
    assertThat(quote)
        .containsEntry("message_type", "quote")
        .containsEntry("source_engine", "hub")
        .containsEntry("source_instance", "hub-1")
        .containsEntry("priority", "NORMAL");
    assertThat(quote.get("payload")).startsWith("{\"").contains("\"bid\":100");
    assertThat(quote.get("origin")).matches("\\{md:ticks:0} \\d+-\\d+ [0-9a-f]+-1");
    assertThat(quote.get("message_id")).matches("\\{md:ticks:0}/[0-9a-f]+-1");
    assertThat(stage.count("nautilus.hub.bridge.carried", Direction.TO_MAIN)).isEqualTo(3);
  }

  @Test
  void whatWasCarried_isNotCarriedBack(BusClients clients) throws Exception {
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-1");
    Recorder<RiskMetric> metrics = Recorder.on(strategy, MessageType.RISK_METRIC);
    stage.legacy(EngineType.RISK);
    awaitCarrying();
    DualBusClient collateral = clients.client(EngineType.COLLATERAL, "collateral-1");
    String json = dev.nautilus.bus.codec.JsonText.payload(metric(7));
    for (int i = 0; i < 10; i++) {
      stage.add("nautilus-risk-streams", "risk", "risk_metric", json);
      collateral
          .publish(MessageType.RISK_METRIC, metric(i))
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    }
    metrics.await(20, BridgeStage.SOON);
    await()
        .atMost(BridgeStage.SOON)
        .until(() -> stage.entries("nautilus-collateral-streams").size() == 10);

    metrics.awaitNothing(Duration.ofSeconds(2));
    assertThat(stage.entries("nautilus-risk-streams")).hasSize(10);
    assertThat(stage.entries("nautilus-collateral-streams")).hasSize(10);
    assertThat(redis.engineLogic().command("XLEN", "{el:risk:0}")).isNotNull();
    assertThat(metrics.messages()).hasSize(20);
    assertThat(stage.count("nautilus.hub.bridge.carried", Direction.TO_MAIN)).isEqualTo(10);
    assertThat(stage.count("nautilus.hub.bridge.carried", Direction.TO_ENGINE_LOGIC)).isEqualTo(10);
  }

  @Test
  void badEntries_areCountedAndLeftWhereTheyAre_andOthersGoOn(BusClients clients) {
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-1");
    Recorder<RiskAlert> alerts = Recorder.on(strategy, MessageType.RISK_ALERT);
    stage.legacy(EngineType.RISK);
    awaitCarrying();

    stage.add("nautilus-risk-streams", "risk", "risk_alert", "{not json");
    stage.add("nautilus-risk-streams", "risk", "no_such_type", "{}");
    stage.add("nautilus-risk-streams", "r!sk", "risk_alert", ALERT);
    redis.main().command("XADD", "nautilus-risk-streams", "*", "what", "ever");
    stage.add("nautilus-risk-streams", "risk", "risk_alert", ALERT);

    alerts.await(1, BridgeStage.SOON);
    assertThat(
            stage
                .meters
                .get("nautilus.hub.bridge.refused")
                .tag("reason", "unreadable")
                .counter()
                .count())
        .isEqualTo(4);
    assertThat(stage.entries("nautilus-risk-streams")).hasSize(5);
  }

  @Test
  void trimmedEntries_thatWereNotCarried_areAnnouncedWithTheirNumber(BusClients clients) {
    DualBusClient strategy = clients.client(EngineType.STRATEGY, "strategy-1");
    Recorder<RiskAlert> alerts = Recorder.on(strategy, MessageType.RISK_ALERT);
    stage.legacy(EngineType.RISK);
    awaitCarrying();
    stage.add("nautilus-risk-streams", "risk", "risk_alert", ALERT);
    alerts.await(1, BridgeStage.SOON);

    stage.bridge().stop();
    for (int i = 0; i < 5; i++) {
      stage.add("nautilus-risk-streams", "risk", "risk_alert", ALERT);
    }
    redis.main().command("XTRIM", "nautilus-risk-streams", "MAXLEN", "2");
    stage.restartBridge();

    alerts.await(3, BridgeStage.SOON);
    await().atMost(BridgeStage.SOON).until(() -> !stage.losses.isEmpty());
    assertThat(stage.losses).isEqualTo(List.of("TO_ENGINE_LOGIC nautilus-risk-streams 3"));
  }
}
