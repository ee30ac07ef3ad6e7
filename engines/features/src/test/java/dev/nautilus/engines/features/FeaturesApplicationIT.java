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
import dev.nautilus.engine.testkit.EngineService;
import dev.nautilus.message.Bar;
import dev.nautilus.message.FeatureVector;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The features service as `main` starts it, on real Redis servers, with a hub that comes late.
@NautilusBusTest
class FeaturesApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static EngineService start(BusServers servers) {
    return EngineService.start(
        FeaturesApplication.class, "features", servers, "--nautilus.features.symbols=AAPL");
  }

  @Test
  void service_historyThenBars_saysVectorsAndAnswersByRest(BusServers servers, BusClients clients)
      throws Exception {
    List<Bar> bars = Fixtures.walk(7, 320);
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    Recorder<FeatureVector> vectors =
        Recorder.on(clients.client(EngineType.ML, "ml-1"), MessageType.FEATURE_VECTOR);
    try (EngineService service = start(servers)) {
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(service.get("/health").statusCode()).isEqualTo(503));
      hub.respond(
          MessageType.DATA_REQUEST,
          request -> CompletableFuture.completedFuture(Fixtures.answer(bars.subList(0, 319))));
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(service.get("/health").statusCode()).isEqualTo(200));
      FeatureVector learned = vectors.await(1, SOON).getFirst().payload();
      assertThat(learned.barStart()).isEqualTo(bars.get(318).start());

      hub.publish(MessageType.QUOTE, Fixtures.quote(60 * 320, 100, 101));
      hub.publish(MessageType.BAR, bars.get(319));
      FeatureVector live =
          vectors.awaitMatch(each -> each.barStart().equals(bars.get(319).start()), SOON).payload();
      assertThat(live.entries())
          .filteredOn(entry -> entry.name().endsWith("@1m"))
          .allSatisfy(entry -> assertThat(entry.ready()).as(entry.name()).isTrue());

      answersByRest(service, live);
      definesSets(service, vectors);
    }
  }

  private static void answersByRest(EngineService service, FeatureVector live) throws Exception {
    JsonNode reply = service.json("/api/v1/features/AAPL?spec=1m");
    assertThat(reply.at("/barStart").asString()).isEqualTo(live.barStart().toString());
    assertThat(reply.at("/simulated").asBoolean()).isTrue();
    assertThat(reply.at("/features").size()).isEqualTo(live.entries().size());
    assertThat(reply.at("/features/0/name").asString()).isEqualTo("sma(20)@1m");
    assertThat(reply.at("/features/0/value").asDouble())
        .isEqualTo(live.entries().getFirst().value().orElseThrow());
    assertThat(service.json("/api/v1/catalog").size()).isGreaterThan(80);

    HttpResponse<String> unknown = service.get("/api/v1/features/XYZ");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(JsonMapper.shared().readTree(unknown.body()).at("/known/0").asString())
        .isEqualTo("AAPL");
    assertThat(service.get("/api/v1/features/AAPL?spec=fast").statusCode()).isEqualTo(400);
    assertThat(service.get("/api/v1/features/AAPL?spec=5m").statusCode()).isEqualTo(404);
    assertThat(service.get("/api/v1/features/AAPL?spec=1d").statusCode()).isEqualTo(503);
  }

  private static void definesSets(EngineService service, Recorder<FeatureVector> vectors)
      throws Exception {
    HttpResponse<String> created =
        service.post(
            "/api/v1/sets",
            """
            {"name": "mine", "version": 1, "features": ["rsi(7)", "microprice"]}
            """);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String hash = JsonMapper.shared().readTree(created.body()).at("/hash").asString();
    assertThat(hash).hasSize(64);
    JsonNode mine = service.json("/api/v1/features/AAPL?set=mine");
    assertThat(mine.at("/set").asString()).isEqualTo("mine/1/" + hash);
    assertThat(mine.at("/features/0/ready").asBoolean()).isTrue();
    vectors.awaitMatch(each -> each.setName().equals("mine"), SOON);

    HttpResponse<String> wrong =
        service.post(
            "/api/v1/sets",
            """
            {"name": "other", "version": 1, "features": ["rsi(-1)"]}
            """);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(JsonMapper.shared().readTree(wrong.body()).at("/detail").asString()).contains("rsi");
    assertThat(service.post("/api/v1/sets", "{\"name\": \"x\"}").statusCode()).isEqualTo(400);
    assertThat(service.post("/api/v1/sets", "not json").statusCode()).isEqualTo(400);
  }
}
