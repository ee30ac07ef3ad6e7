package dev.nautilus.engines.enhancedvpin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.engine.testkit.EngineService;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Toxicity;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The enhanced VPIN service as `main` starts it, on real Redis servers. Small windows keep the
/// history of the test short; what ships is held by `PublishedParametersTest`.
@NautilusBusTest
class EnhancedVpinApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  private static EngineService start(BusServers servers) {
    return EngineService.start(
        EnhancedVpinApplication.class,
        "enhanced-vpin",
        servers,
        "--nautilus.enhanced-vpin.symbols=AAPL",
        "--nautilus.enhanced-vpin.scales=4,8,16",
        "--nautilus.enhanced-vpin.window=3",
        "--nautilus.enhanced-vpin.sigma-days=1",
        "--nautilus.enhanced-vpin.volume-days=2");
  }

  @Test
  void service_historyThenBuckets_saysToxicityAndAnswersByRest(
      BusServers servers, BusClients clients) throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient vpin = clients.client(EngineType.VPIN, "vpin-1");
    Recorder<Toxicity> readings =
        Recorder.on(clients.client(EngineType.RISK, "risk-1"), MessageType.TOXICITY);
    Fixtures.TAPE.answerAll(hub, 1);
    try (EngineService service = start(servers)) {
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(service.get("/health").statusCode()).isEqualTo(200));
      assertThat(readings.await(1, SOON).getFirst().payload().score()).isPresent();
      vpin.publish(MessageType.VPIN_CALCULATION, Fixtures.vpin(1, 0.4, 0.9))
          .toCompletableFuture()
          .join();
      await().atMost(SOON).until(() -> heard(service, "vpin_calculation") == 1);
      hub.publish(
          MessageType.BAR, Fixtures.TAPE.bar(BarSpec.MINUTE, Fixtures.LIVE, 100, 101, 2_000));
      Toxicity live =
          readings.awaitMatch(each -> !each.at().isBefore(Fixtures.LIVE), SOON).payload();
      assertThat(live.components())
          .anySatisfy(
              each -> {
                assertThat(each.name()).isEqualTo("vpin");
                assertThat(each.percentile()).hasValue(0.9);
              });
      answersByRest(service);
    }
  }

  private static long heard(EngineService service, String type)
      throws IOException, InterruptedException {
    JsonNode status = service.json("/api/v1/status");
    return status.path("heard").path(type).asLong(0);
  }

  private static void answersByRest(EngineService service) throws Exception {
    JsonNode toxicity = service.json("/api/v1/toxicity/AAPL?limit=2");
    assertThat(toxicity.at("/ready").asBoolean()).isTrue();
    assertThat(toxicity.at("/newest").size()).isEqualTo(2);
    assertThat(toxicity.at("/newest/1/components/0/name").asString()).isEqualTo("vpin");
    assertThat(toxicity.at("/arrival/mu").isNumber()).isTrue();
    assertThat(service.get("/api/v1/ofi/AAPL").statusCode()).isEqualTo(200);
    HttpResponse<String> unknown = service.get("/api/v1/ofi/XYZ");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(JsonMapper.shared().readTree(unknown.body()).at("/known/0").asString())
        .isEqualTo("AAPL");
    assertThat(service.get("/api/v1/toxicity/AAPL?limit=0").statusCode()).isEqualTo(400);
    assertThat(service.get("/v3/api-docs").body()).contains("/api/v1/toxicity/{symbol}");
  }
}
