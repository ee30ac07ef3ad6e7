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
import dev.nautilus.engine.EngineApplication;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.VpinCalculation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The VPIN service as `main` starts it, on real Redis servers. Small windows keep the history of
/// the test short; what ships is held by `PublishedParametersTest`.
@NautilusBusTest
class VpinApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private static ConfigurableApplicationContext start(BusServers servers) {
    return EngineApplication.run(
        VpinApplication.class,
        "vpin",
        "--server.port=0",
        "--logging.level.root=WARN",
        "--nautilus.bus.market-data-url=" + servers.marketData().url(),
        "--nautilus.bus.engine-logic-url=" + servers.engineLogic().url(),
        "--nautilus.bus.request-timeout=500ms",
        "--nautilus.vpin.symbols=AAPL",
        "--nautilus.vpin.buckets-per-day=5",
        "--nautilus.vpin.window=3",
        "--nautilus.vpin.sigma-days=1",
        "--nautilus.vpin.volume-days=2");
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext application, String path)
      throws IOException, InterruptedException {
    String port = application.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void service_historyThenBars_saysBucketsAndAnswersByRest(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    Recorder<VpinCalculation> buckets =
        Recorder.on(clients.client(EngineType.RISK, "risk-1"), MessageType.VPIN_CALCULATION);
    hub.respond(
        MessageType.DATA_REQUEST,
        request ->
            CompletableFuture.completedFuture(
                Fixtures.answer(
                    BarSpec.DAY.equals(request.payload().interval())
                        ? Fixtures.days()
                        : Fixtures.minutes(1))));
    try (ConfigurableApplicationContext application = start(servers)) {
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(get(application, "/health").statusCode()).isEqualTo(200));
      assertThat(buckets.await(1, SOON).getFirst().payload().vpin()).isPresent();
      hub.publish(MessageType.BAR, Fixtures.bar(BarSpec.MINUTE, Fixtures.LIVE, 100, 101, 2_000));
      VpinCalculation live =
          buckets.awaitMatch(bucket -> !bucket.end().isBefore(Fixtures.LIVE), SOON).payload();
      assertThat(live.vpin()).isPresent();
      answersByRest(application);
    }
  }

  private static void answersByRest(ConfigurableApplicationContext application) throws Exception {
    JsonNode vpin = JSON.readTree(get(application, "/api/v1/vpin/AAPL").body());
    assertThat(vpin.at("/ready").asBoolean()).isTrue();
    assertThat(vpin.at("/newest/vpin").isNumber()).isTrue();
    assertThat(vpin.at("/newest/conflatedShare").isNumber()).isTrue();
    assertThat(vpin.at("/days").size()).isPositive();
    JsonNode buckets = JSON.readTree(get(application, "/api/v1/buckets/AAPL?limit=2").body());
    assertThat(buckets.at("/newest").size()).isEqualTo(2);
    HttpResponse<String> unknown = get(application, "/api/v1/vpin/XYZ");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(unknown.body()).at("/known/0").asString()).isEqualTo("AAPL");
    assertThat(get(application, "/api/v1/buckets/AAPL?limit=0").statusCode()).isEqualTo(400);
    assertThat(get(application, "/api/v1/buckets/AAPL?limit=many").statusCode()).isEqualTo(400);
    assertThat(get(application, "/v3/api-docs").body()).contains("/api/v1/vpin/{symbol}");
  }
}
