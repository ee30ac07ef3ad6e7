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
import dev.nautilus.engine.EngineApplication;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.Toxicity;
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

/// The enhanced VPIN service as `main` starts it, on real Redis servers. Small windows keep the
/// history of the test short; what ships is held by `PublishedParametersTest`.
@NautilusBusTest
class EnhancedVpinApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private static ConfigurableApplicationContext start(BusServers servers) {
    return EngineApplication.run(
        EnhancedVpinApplication.class,
        "enhanced-vpin",
        "--server.port=0",
        "--logging.level.root=WARN",
        "--nautilus.bus.market-data-url=" + servers.marketData().url(),
        "--nautilus.bus.engine-logic-url=" + servers.engineLogic().url(),
        "--nautilus.bus.request-timeout=500ms",
        "--nautilus.enhanced-vpin.symbols=AAPL",
        "--nautilus.enhanced-vpin.scales=4,8,16",
        "--nautilus.enhanced-vpin.window=3",
        "--nautilus.enhanced-vpin.sigma-days=1",
        "--nautilus.enhanced-vpin.volume-days=2");
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext application, String path)
      throws IOException, InterruptedException {
    String port = application.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void service_historyThenBuckets_saysToxicityAndAnswersByRest(
      BusServers servers, BusClients clients) throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient vpin = clients.client(EngineType.VPIN, "vpin-1");
    Recorder<Toxicity> readings =
        Recorder.on(clients.client(EngineType.RISK, "risk-1"), MessageType.TOXICITY);
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
      assertThat(readings.await(1, SOON).getFirst().payload().score()).isPresent();
      vpin.publish(MessageType.VPIN_CALCULATION, Fixtures.vpin(1, 0.4, 0.9))
          .toCompletableFuture()
          .join();
      await().atMost(SOON).until(() -> heard(application, "vpin_calculation") == 1);
      hub.publish(MessageType.BAR, Fixtures.bar(BarSpec.MINUTE, Fixtures.LIVE, 100, 101, 2_000));
      Toxicity live =
          readings.awaitMatch(each -> !each.at().isBefore(Fixtures.LIVE), SOON).payload();
      assertThat(live.components())
          .anySatisfy(
              each -> {
                assertThat(each.name()).isEqualTo("vpin");
                assertThat(each.percentile()).hasValue(0.9);
              });
      answersByRest(application);
    }
  }

  private static long heard(ConfigurableApplicationContext application, String type)
      throws IOException, InterruptedException {
    JsonNode status = JSON.readTree(get(application, "/api/v1/status").body());
    return status.path("heard").path(type).asLong(0);
  }

  private static void answersByRest(ConfigurableApplicationContext application) throws Exception {
    JsonNode toxicity = JSON.readTree(get(application, "/api/v1/toxicity/AAPL?limit=2").body());
    assertThat(toxicity.at("/ready").asBoolean()).isTrue();
    assertThat(toxicity.at("/newest").size()).isEqualTo(2);
    assertThat(toxicity.at("/newest/1/components/0/name").asString()).isEqualTo("vpin");
    assertThat(toxicity.at("/arrival/mu").isNumber()).isTrue();
    assertThat(get(application, "/api/v1/ofi/AAPL").statusCode()).isEqualTo(200);
    HttpResponse<String> unknown = get(application, "/api/v1/ofi/XYZ");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(unknown.body()).at("/known/0").asString()).isEqualTo("AAPL");
    assertThat(get(application, "/api/v1/toxicity/AAPL?limit=0").statusCode()).isEqualTo(400);
    assertThat(get(application, "/v3/api-docs").body()).contains("/api/v1/toxicity/{symbol}");
  }
}
