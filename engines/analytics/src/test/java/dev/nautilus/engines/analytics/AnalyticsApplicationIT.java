package dev.nautilus.engines.analytics;

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
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Side;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The analytics service as `main` starts it, on real Redis servers.
@NautilusBusTest
class AnalyticsApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void service_historyFillsAndDays_saysStatisticsAndAnswersByRest(
      BusServers servers, BusClients clients) throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> {
          InstrumentId symbol = request.payload().instruments().getFirst();
          return CompletableFuture.completedFuture(
              Fixtures.answer(symbol, Fixtures.days(symbol, 3, 300)));
        });
    Recorder<AnalyticsResult> results =
        Recorder.on(clients.client(EngineType.RISK, "risk-1"), MessageType.ANALYTICS_RESULT);
    try (EngineService application =
        EngineService.start(
            AnalyticsApplication.class,
            "analytics",
            servers,
            "--nautilus.analytics.symbols=AAPL")) {
      application.awaitStatus(200);
      results.awaitMatch(each -> each.subject().equals("AAPL") && each.window().equals("1y"), SOON);

      hub.publish(MessageType.ORDER_REQUEST, Fixtures.order("o-1", Fixtures.AAPL, Side.BUY, "10"));
      hub.publish(MessageType.FILL, Fixtures.fill("f-1", "o-1", Side.BUY, "10", "100"));
      hub.publish(MessageType.FILL, Fixtures.fill("f-2", "o-2", Side.SELL, "10", "101"));
      AnalyticsResult trades =
          results.awaitMatch(each -> each.subject().equals("main"), SOON).payload();
      assertThat(Fixtures.measure(trades, "hit_rate")).isEqualTo(1);

      answersByRest(application);
      refusesBadRequests(application);
    }
  }

  private static void answersByRest(EngineService application) throws Exception {
    JsonNode all = application.json("/api/v1/stats/AAPL?window=1y");
    assertThat(all.at("/subject").asString()).isEqualTo("AAPL");
    assertThat(all.at("/measures/0/value").asDouble()).isEqualTo(252);
    JsonNode sheet = application.json("/api/v1/tearsheet/SPY");
    assertThat(sheet.at("/sheet/windows").size()).isEqualTo(4);
    assertThat(sheet.at("/sheet/deepest/0/depth").asDouble()).isNegative();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(application.json("/api/v1/stats").at("/accounts/0").asString())
                    .isEqualTo("main"));
    HttpResponse<String> own =
        application.post(
            "/api/v1/stats",
            """
            {"returns": [0.01, -0.02, 0.03], "benchmark": [0.0, -0.01, 0.02]}
            """);
    assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
    assertThat(JSON.readTree(own.body()).at("/0/value").asDouble()).isEqualTo(3);
  }

  private static void refusesBadRequests(EngineService application) throws Exception {
    HttpResponse<String> unknown = application.get("/api/v1/stats/XYZ");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("AAPL");
    assertThat(application.get("/api/v1/stats/AAPL?window=7d").statusCode()).isEqualTo(400);
    assertThat(application.get("/api/v1/stats/main?window=1y").statusCode()).isEqualTo(503);
    assertThat(application.get("/api/v1/tearsheet/nobody").statusCode()).isEqualTo(404);
    for (String wrong :
        new String[] {
          "{}",
          "{\"returns\": []}",
          "{\"returns\": [-2]}",
          "{\"returns\": [0.1, null]}",
          "{\"returns\": [0.1], \"benchmark\": [0.1, 0.2]}",
          "{\"returns\": [0.1], \"periodsPerYear\": 0}",
          "not json"
        }) {
      assertThat(application.post("/api/v1/stats", wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }
}
