package dev.nautilus.engines.features;

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
import dev.nautilus.message.Bar;
import dev.nautilus.message.FeatureVector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The features service as `main` starts it, on real Redis servers, with a hub that comes late.
@NautilusBusTest
class FeaturesApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private static ConfigurableApplicationContext start(BusServers servers) {
    return EngineApplication.run(
        FeaturesApplication.class,
        "features",
        "--server.port=0",
        "--logging.level.root=WARN",
        "--nautilus.bus.market-data-url=" + servers.marketData().url(),
        "--nautilus.bus.engine-logic-url=" + servers.engineLogic().url(),
        "--nautilus.bus.request-timeout=500ms",
        "--nautilus.features.symbols=AAPL");
  }

  private static HttpResponse<String> send(
      ConfigurableApplicationContext application, String path, String body)
      throws IOException, InterruptedException {
    String port = application.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!body.isEmpty()) {
      request.header("content-type", "application/json").POST(BodyPublishers.ofString(body));
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(ConfigurableApplicationContext application, String path)
      throws IOException, InterruptedException {
    return JSON.readTree(send(application, path, "").body());
  }

  @Test
  void service_historyThenBars_saysVectorsAndAnswersByRest(BusServers servers, BusClients clients)
      throws Exception {
    List<Bar> bars = Fixtures.walk(7, 320);
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    Recorder<FeatureVector> vectors =
        Recorder.on(clients.client(EngineType.ML, "ml-1"), MessageType.FEATURE_VECTOR);
    try (ConfigurableApplicationContext application = start(servers)) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(send(application, "/health", "").statusCode()).isEqualTo(503));
      hub.respond(
          MessageType.DATA_REQUEST,
          request -> CompletableFuture.completedFuture(Fixtures.answer(bars.subList(0, 319))));
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(send(application, "/health", "").statusCode()).isEqualTo(200));
      FeatureVector learned = vectors.await(1, SOON).getFirst().payload();
      assertThat(learned.barStart()).isEqualTo(bars.get(318).start());

      hub.publish(MessageType.QUOTE, Fixtures.quote(60 * 320, 100, 101));
      hub.publish(MessageType.BAR, bars.get(319));
      FeatureVector live =
          vectors.awaitMatch(each -> each.barStart().equals(bars.get(319).start()), SOON).payload();
      assertThat(live.entries())
          .filteredOn(entry -> !entry.name().endsWith("@quote"))
          .allSatisfy(entry -> assertThat(entry.ready()).as(entry.name()).isTrue());

      answersByRest(application, live);
      definesSets(application, vectors);
    }
  }

  private static void answersByRest(ConfigurableApplicationContext application, FeatureVector live)
      throws Exception {
    JsonNode reply = json(application, "/api/v1/features/AAPL?spec=1m");
    assertThat(reply.at("/barStart").asString()).isEqualTo(live.barStart().toString());
    assertThat(reply.at("/simulated").asBoolean()).isTrue();
    assertThat(reply.at("/features").size()).isEqualTo(live.entries().size());
    assertThat(reply.at("/features/0/name").asString()).isEqualTo("sma(20)@1m");
    assertThat(reply.at("/features/0/value").asDouble())
        .isEqualTo(live.entries().getFirst().value().orElseThrow());
    assertThat(json(application, "/api/v1/catalog").size()).isGreaterThan(80);

    HttpResponse<String> unknown = send(application, "/api/v1/features/XYZ", "");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(unknown.body()).at("/known/0").asString()).isEqualTo("AAPL");
    assertThat(send(application, "/api/v1/features/AAPL?spec=fast", "").statusCode())
        .isEqualTo(400);
    assertThat(send(application, "/api/v1/features/AAPL?spec=5m", "").statusCode()).isEqualTo(404);
    assertThat(send(application, "/api/v1/features/AAPL?spec=1d", "").statusCode()).isEqualTo(503);
  }

  private static void definesSets(
      ConfigurableApplicationContext application, Recorder<FeatureVector> vectors)
      throws Exception {
    HttpResponse<String> created =
        send(
            application,
            "/api/v1/sets",
            """
            {"name": "mine", "version": 1, "features": ["rsi(7)", "microprice"]}
            """);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String hash = JSON.readTree(created.body()).at("/hash").asString();
    assertThat(hash).hasSize(64);
    JsonNode mine = json(application, "/api/v1/features/AAPL?set=mine");
    assertThat(mine.at("/set").asString()).isEqualTo("mine/1/" + hash);
    assertThat(mine.at("/features/0/ready").asBoolean()).isTrue();
    vectors.awaitMatch(each -> each.setName().equals("mine"), SOON);

    HttpResponse<String> wrong =
        send(
            application,
            "/api/v1/sets",
            """
            {"name": "other", "version": 1, "features": ["rsi(-1)"]}
            """);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(wrong.body()).at("/detail").asString()).contains("rsi");
    assertThat(send(application, "/api/v1/sets", "{\"name\": \"x\"}").statusCode()).isEqualTo(400);
    assertThat(send(application, "/api/v1/sets", "not json").statusCode()).isEqualTo(400);
  }
}
