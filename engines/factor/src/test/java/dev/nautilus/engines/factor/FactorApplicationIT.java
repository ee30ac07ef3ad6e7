package dev.nautilus.engines.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.engine.Backfill;
import dev.nautilus.engine.testkit.EngineService;
import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.FactorCalculation;
import dev.nautilus.message.FactorCovariance;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The factor service as `main` starts it, on real Redis servers, with a hub that has its history.
@NautilusBusTest
class FactorApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final List<LocalDate> DAYS = Fixtures.days(600);

  private static EngineService start(BusServers servers) {
    return EngineService.start(
        FactorApplication.class,
        "factor",
        servers,
        "--nautilus.factor.symbols=A1,A2,A3,A4,B1,B2,B3,B4,C1,C2");
  }

  private static DataResponse answer(DataRequest request) {
    MessageType<?> type =
        request.types().contains("bar") ? MessageType.BAR : MessageType.FUNDAMENTAL;
    return Fixtures.history(
        new Backfill(request.instruments(), List.of(type), null, Duration.ofDays(1), 0), DAYS);
  }

  @Test
  void service_history_saysTheModelAndAnswersByRest(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient reader = clients.client(EngineType.PORTFOLIO, "portfolio-1");
    Recorder<FactorCalculation> days = Recorder.on(reader, MessageType.FACTOR_CALCULATION);
    Recorder<FactorCovariance> covariances = Recorder.on(reader, MessageType.FACTOR_COVARIANCE);
    Recorder<AnalyticsResult> results = Recorder.on(reader, MessageType.ANALYTICS_RESULT);
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> CompletableFuture.completedFuture(answer(request.payload())));
    try (EngineService service = start(servers)) {
      FactorCalculation day = days.await(1, SOON).getFirst().payload();
      assertThat(day.date()).isEqualTo(DAYS.getLast());
      assertThat(covariances.await(1, SOON).getFirst().payload().factors())
          .isEqualTo(day.factors());
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(service.get("/health").statusCode()).isEqualTo(200));
      answersByRest(service, day);
      assertThat(results.await(1, SOON).getFirst().payload().subject()).isEqualTo("acct-1");
    }
  }

  private static void answersByRest(EngineService service, FactorCalculation day) throws Exception {
    JsonNode factors = service.json("/api/v1/factors");
    assertThat(factors.at("/factors/0/factor").asString()).isEqualTo("market");
    assertThat(factors.at("/factors/0/value").asDouble())
        .isEqualTo(day.returns().getFirst().value());
    assertThat(factors.at("/factors/0/volatility").asDouble()).isPositive();
    JsonNode exposures = service.json("/api/v1/exposures/" + day.date());
    assertThat(exposures.at("/exposures/A1/market").asDouble()).isEqualTo(1);
    assertThat(service.get("/api/v1/exposures/latest").statusCode()).isEqualTo(200);
    assertThat(service.get("/api/v1/exposures/1999-01-01").statusCode()).isEqualTo(404);
    assertThat(service.get("/api/v1/exposures/never").statusCode()).isEqualTo(400);

    String asked =
        """
        {"subject": "acct-1", "weights": {"A1": 0.5, "B1": 0.5}, "from": "%s", "to": "%s"}
        """
            .formatted(DAYS.get(590), DAYS.getLast());
    HttpResponse<String> attribution = service.post("/api/v1/attribution", asked);
    assertThat(attribution.statusCode()).as(attribution.body()).isEqualTo(200);
    assertThat(JsonMapper.shared().readTree(attribution.body()).size()).isEqualTo(10);
    assertThat(service.post("/api/v1/attribution", asked.replace("A1", "Z9")).statusCode())
        .isEqualTo(404);
    assertThat(service.post("/api/v1/attribution", "{}").statusCode()).isEqualTo(400);
    assertThat(service.post("/api/v1/attribution", "nonsense").statusCode()).isEqualTo(400);
    assertThat(service.get("/v3/api-docs").body()).contains("/api/v1/attribution");
  }
}
