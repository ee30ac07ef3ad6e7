package dev.nautilus.engines.vpin;

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
import dev.nautilus.message.VpinCalculation;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The VPIN service as `main` starts it, on real Redis servers. Small windows keep the history of
/// the test short; what ships is held by `PublishedParametersTest`.
@NautilusBusTest
class VpinApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  private static EngineService start(BusServers servers) {
    return EngineService.start(
        VpinApplication.class,
        "vpin",
        servers,
        "--nautilus.vpin.symbols=AAPL",
        "--nautilus.vpin.buckets-per-day=5",
        "--nautilus.vpin.window=3",
        "--nautilus.vpin.sigma-days=1",
        "--nautilus.vpin.volume-days=2");
  }

  @Test
  void service_historyThenBars_saysBucketsAndAnswersByRest(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    Recorder<VpinCalculation> buckets =
        Recorder.on(clients.client(EngineType.RISK, "risk-1"), MessageType.VPIN_CALCULATION);
    Fixtures.TAPE.answerAll(hub, 1);
    try (EngineService service = start(servers)) {
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(service.get("/health").statusCode()).isEqualTo(200));
      assertThat(buckets.await(1, SOON).getFirst().payload().vpin()).isPresent();
      hub.publish(
          MessageType.BAR, Fixtures.TAPE.bar(BarSpec.MINUTE, Fixtures.LIVE, 100, 101, 2_000));
      VpinCalculation live =
          buckets.awaitMatch(bucket -> !bucket.end().isBefore(Fixtures.LIVE), SOON).payload();
      assertThat(live.vpin()).isPresent();
      answersByRest(service);
    }
  }

  private static void answersByRest(EngineService service) throws Exception {
    JsonNode vpin = service.json("/api/v1/vpin/AAPL");
    assertThat(vpin.at("/ready").asBoolean()).isTrue();
    assertThat(vpin.at("/newest/vpin").isNumber()).isTrue();
    assertThat(vpin.at("/newest/conflatedShare").isNumber()).isTrue();
    assertThat(vpin.at("/days").size()).isPositive();
    JsonNode buckets = service.json("/api/v1/buckets/AAPL?limit=2");
    assertThat(buckets.at("/newest").size()).isEqualTo(2);
    HttpResponse<String> unknown = service.get("/api/v1/vpin/XYZ");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(JsonMapper.shared().readTree(unknown.body()).at("/known/0").asString())
        .isEqualTo("AAPL");
    assertThat(service.get("/api/v1/buckets/AAPL?limit=0").statusCode()).isEqualTo(400);
    assertThat(service.get("/api/v1/buckets/AAPL?limit=many").statusCode()).isEqualTo(400);
    assertThat(service.get("/v3/api-docs").body()).contains("/api/v1/vpin/{symbol}");
  }
}
