package dev.nautilus.engines.ml;

import static dev.nautilus.engines.ml.Fixtures.AAPL;
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
import dev.nautilus.message.MlPrediction;
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

/// The ML service as `main` starts it, on real Redis servers: the shipped models, one instrument.
@NautilusBusTest
class MlApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int LEARNED = 1_200;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private static ConfigurableApplicationContext start(BusServers servers) {
    return EngineApplication.run(
        MlApplication.class,
        "ml",
        "--server.port=0",
        "--logging.level.root=WARN",
        "--nautilus.bus.market-data-url=" + servers.marketData().url(),
        "--nautilus.bus.engine-logic-url=" + servers.engineLogic().url(),
        "--nautilus.bus.request-timeout=500ms",
        "--nautilus.ml.symbols=AAPL");
  }

  private static HttpResponse<String> send(
      ConfigurableApplicationContext application, String path, String body)
      throws IOException, InterruptedException {
    String port = application.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path));
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
  void service_historyThenBarsAndFeatures_saysPredictionsAndAnswersByRest(
      BusServers servers, BusClients clients) throws Exception {
    List<Bar> bars = Fixtures.walk(AAPL, 7, LEARNED + 3);
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient features = clients.client(EngineType.FEATURES, "features-1");
    hub.respond(
        MessageType.DATA_REQUEST,
        request ->
            CompletableFuture.completedFuture(Fixtures.answer(AAPL, bars.subList(0, LEARNED))));
    Recorder<MlPrediction> predictions =
        Recorder.on(clients.client(EngineType.STRATEGY, "strategy-1"), MessageType.ML_PREDICTION);
    try (ConfigurableApplicationContext application = start(servers)) {
      List<MlPrediction> learned =
          predictions.await(2, SOON).stream().map(each -> each.payload()).toList();
      assertThat(learned)
          .extracting(MlPrediction::model)
          .containsExactlyInAnyOrder("direction", "return");
      assertThat(learned.getFirst().barStart()).isEqualTo(bars.get(LEARNED - 1).start());
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(json(application, "/status").at("/state").asString())
                      .isEqualTo("READY"));
      Bar next = bars.get(LEARNED);
      hub.publish(MessageType.BAR, next);
      features.publish(MessageType.FEATURE_VECTOR, Fixtures.vector(next, 55));
      predictions.awaitMatch(each -> each.barStart().equals(next.start()), SOON);
      answersByRest(application, next);
      definesAndPromotes(application);
    }
  }

  private static void answersByRest(ConfigurableApplicationContext application, Bar newest)
      throws Exception {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        json(application, "/predictions/AAPL")
                            .at("/predictions/0/barStart")
                            .asString())
                    .isEqualTo(newest.start().toString()));
    JsonNode models = json(application, "/models");
    assertThat(models.size()).isEqualTo(2);
    assertThat(models.at("/0/ready").asBoolean()).isTrue();
    assertThat(models.at("/0/live/measures/0/name").asString()).isEqualTo("accuracy");
    assertThat(json(application, "/models/direction").at("/live/weights").size())
        .isEqualTo(2 * json(application, "/inputs").size() + 1);

    HttpResponse<String> unknown = send(application, "/predictions/XYZ", "");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(unknown.body()).at("/known/0").asString()).isEqualTo("AAPL");
    assertThat(send(application, "/models/none", "").statusCode()).isEqualTo(404);
  }

  private static void definesAndPromotes(ConfigurableApplicationContext application)
      throws Exception {
    HttpResponse<String> created =
        send(
            application,
            "/models",
            """
            {"id": "trend", "learner": "hoeffding_tree", "label": "triple_barrier", "horizon": 20}
            """);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(JSON.readTree(created.body()).at("/rule/warmup").asInt()).isEqualTo(1_000);
    assertThat(json(application, "/models/trend").at("/ready").asBoolean()).isFalse();

    HttpResponse<String> wrong =
        send(application, "/models", "{\"id\": \"x\", \"learner\": \"naive_bayes\", \"lr\": -1}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(wrong.body()).at("/detail").asString()).contains("lr must be");
    assertThat(send(application, "/models", "{\"id\": \"x\"}").statusCode()).isEqualTo(400);
    assertThat(send(application, "/models", "not json").statusCode()).isEqualTo(400);

    HttpResponse<String> promoted = send(application, "/models/direction/promote", "{}");
    assertThat(promoted.statusCode()).as(promoted.body()).isEqualTo(200);
    assertThat(JSON.readTree(promoted.body()).at("/live/learner").asString())
        .isEqualTo("LOGISTIC_FTRL");
    assertThat(send(application, "/models/return/promote", "{}").statusCode()).isEqualTo(400);
    assertThat(send(application, "/models/none/promote", "{}").statusCode()).isEqualTo(404);
  }
}
