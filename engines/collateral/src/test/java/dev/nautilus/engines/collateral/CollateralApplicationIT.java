package dev.nautilus.engines.collateral;

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
import dev.nautilus.message.LiquidationRequest;
import dev.nautilus.message.MarginCall;
import dev.nautilus.message.MarginUpdate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The collateral service as `main` starts it, on real Redis servers.
@NautilusBusTest
class CollateralApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();

  private JsonNode ask(
      ConfigurableApplicationContext application, String path, String body, int status)
      throws IOException, InterruptedException {
    String port = application.getEnvironment().getProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!body.isEmpty()) {
      request.header("content-type", "application/json").POST(BodyPublishers.ofString(body));
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(response.body());
  }

  @Test
  void service_priceFalls_callsLiquidatesAndAnswers(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient ear = clients.client(EngineType.RISK, "risk-1");
    hub.respond(
        MessageType.DATA_REQUEST, _ -> CompletableFuture.completedFuture(Fixtures.history()));
    Recorder<MarginUpdate> margins = Recorder.on(ear, MessageType.MARGIN_UPDATE);
    Recorder<MarginCall> calls = Recorder.on(ear, MessageType.MARGIN_CALL);
    Recorder<LiquidationRequest> sales = Recorder.on(ear, MessageType.LIQUIDATION_REQUEST);
    try (ConfigurableApplicationContext application =
        EngineApplication.run(
            CollateralApplication.class,
            "collateral",
            "--server.port=0",
            "--logging.level.root=WARN",
            "--nautilus.bus.market-data-url=" + servers.marketData().url(),
            "--nautilus.bus.engine-logic-url=" + servers.engineLogic().url())) {
      await().atMost(SOON).untilAsserted(() -> ask(application, "/health", "", 200));
      hub.publish(
          MessageType.POSITION_CHANGE, Fixtures.position("main", Fixtures.AAPL, "100", "100", 1));
      hub.publish(MessageType.PORTFOLIO_UPDATE, Fixtures.value("main", "-5500", "10000", 1));
      margins.awaitMatch(each -> each.equity().intValue() == 4_500, SOON);
      questions(application);

      hub.publish(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 78, 2));
      calls.awaitMatch(each -> each.status() == MarginCall.Status.LIQUIDATING, SOON);
      assertThat(sales.await(1, SOON).getFirst().payload().instrument()).isEqualTo(Fixtures.AAPL);
      assertThat(ask(application, "/api/v1/margin/main", "", 200).at("/level").asString())
          .isEqualTo("LIQUIDATE");
    }
  }

  private void questions(ConfigurableApplicationContext application) throws Exception {
    assertThat(ask(application, "/api/v1/margin/main", "", 200).at("/maintenance").asDouble())
        .isEqualTo(3_365);
    ask(application, "/api/v1/margin/nobody", "", 404);
    String trade =
        """
        {"account": "main", "instrument": "AAPL", "quantity": 100, "price": 100}
        """;
    JsonNode reply = ask(application, "/api/v1/whatif", trade, 200);
    assertThat(reply.at("/allowed").asBoolean()).isFalse();
    assertThat(reply.at("/after/equity").asDouble()).isEqualTo(4_500);
    assertThat(reply.at("/after/maintenance").asDouble()).isGreaterThan(5_000);
    JsonNode sale = ask(application, "/api/v1/whatif", trade.replace("100,", "-50,"), 200);
    assertThat(sale.at("/allowed").asBoolean()).isTrue();
    ask(application, "/api/v1/whatif", "{}", 400);
    ask(application, "/api/v1/whatif", trade.replace("AAPL", "no such name"), 400);
    ask(application, "/api/v1/whatif", trade.replace("main", "nobody"), 404);
    JsonNode scan = ask(application, "/api/v1/scan", "{\"account\": \"main\"}", 200);
    assertThat(scan.at("/0/gains").size()).isEqualTo(10);
    assertThat(scan.at("/0/gains/0").asDouble()).isEqualTo(-1_500);
    assertThat(scan.at("/0/scenarios").size()).isEqualTo(16);
    ask(application, "/api/v1/scan", "{}", 400);
    assertThat(ask(application, "/v3/api-docs", "", 200).at("/paths").toString())
        .contains("/api/v1/whatif");
  }
}
