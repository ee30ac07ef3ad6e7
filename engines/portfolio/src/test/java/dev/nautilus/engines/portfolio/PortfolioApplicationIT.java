package dev.nautilus.engines.portfolio;

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
import dev.nautilus.message.Fill;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.PortfolioTarget;
import dev.nautilus.message.PortfolioUpdate;
import dev.nautilus.message.PositionChange;
import dev.nautilus.message.Side;
import dev.nautilus.message.TradeExecution;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The portfolio service as `main` starts it, on real Redis servers, with a hub that knows its
/// history.
@NautilusBusTest
class PortfolioApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static ConfigurableApplicationContext start(BusServers servers) {
    return EngineApplication.run(
        PortfolioApplication.class,
        "portfolio",
        "--server.port=0",
        "--logging.level.root=WARN",
        "--nautilus.bus.market-data-url=" + servers.marketData().url(),
        "--nautilus.bus.engine-logic-url=" + servers.engineLogic().url(),
        "--nautilus.portfolio.symbols=AAPL,MSFT,JPM",
        "--nautilus.portfolio.value-every=200ms");
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

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(response.body());
  }

  @Test
  void service_orderAllowed_isFilledBookedAndShown(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    DualBusClient ear = clients.client(EngineType.ANALYTICS, "analytics-1");
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> CompletableFuture.completedFuture(Fixtures.history(request.payload(), 300)));
    Recorder<Fill> fills = Recorder.on(ear, MessageType.FILL);
    Recorder<TradeExecution> tape = Recorder.on(ear, MessageType.TRADE_EXECUTION);
    Recorder<PositionChange> positions = Recorder.on(ear, MessageType.POSITION_CHANGE);
    Recorder<PortfolioUpdate> values = Recorder.on(ear, MessageType.PORTFOLIO_UPDATE);
    Recorder<PortfolioTarget> targets = Recorder.on(ear, MessageType.PORTFOLIO_TARGET);
    try (ConfigurableApplicationContext application = start(servers)) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(send(application, "/health", "").statusCode()).isEqualTo(200));
      assertThat(targets.await(1, SOON).getFirst().payload().method()).isEqualTo("min_variance");
      values.awaitMatch(each -> each.account().equals("main"), SOON);

      // Without a quote the order waits, and a quote that comes later fills it.
      OrderRequest order = lasting(Fixtures.order("o-1", Side.BUY, 100));
      hub.publish(MessageType.ORDER_REQUEST, order);
      hub.publish(MessageType.ORDER_DECISION, Fixtures.allow(order, 1));
      awaitAllowed(application);
      hub.publish(MessageType.QUOTE, Fixtures.quote(Fixtures.AAPL, 2, 99.99, 100.01));
      Fill fill = fills.await(1, SOON).getFirst().payload();
      assertThat(fill.price()).isEqualByComparingTo("100.01");
      assertThat(tape.await(1, SOON).getFirst().payload().executionId()).isEqualTo(fill.fillId());
      positions.awaitMatch(each -> each.quantity().intValue() == 100, SOON);
      bookByHand(application);
      positions.awaitMatch(each -> each.quantity().intValue() == 110, SOON);
      assertThat(fills.messages()).hasSize(2);
      asksForWeights(application);
    }
  }

  private static void awaitAllowed(ConfigurableApplicationContext application) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        json(send(application, "/api/v1/orders", ""), 200)
                            .at("/0/allowed")
                            .asBoolean())
                    .isTrue());
  }

  /// The clock of these tests lies in the past; by the engine's own the order must not be over.
  private static OrderRequest lasting(OrderRequest order) {
    return new OrderRequest(
        order.clientOrderId(),
        order.account(),
        order.strategy(),
        order.instrument(),
        order.side(),
        order.quantity(),
        order.type(),
        order.limit(),
        order.stop(),
        OrderRequest.TimeInForce.GOOD_TILL_CANCELLED,
        order.reduceOnly(),
        order.expectedPrice(),
        order.reason(),
        order.signalId(),
        Instant.parse("2100-01-01T00:00:00Z"),
        order.basis());
  }

  private static void bookByHand(ConfigurableApplicationContext application) throws Exception {
    String fill =
        """
        {"fillId": "h-1", "account": "main", "instrument": "AAPL", "side": "BUY", "quantity": 10,
         "price": 100.01, "commission": 1, "executedAt": "2026-01-05T14:31:00Z"}
        """;
    assertThat(json(send(application, "/api/v1/fills", fill), 201).at("/booked").asBoolean())
        .isTrue();
    assertThat(json(send(application, "/api/v1/fills", fill), 201).at("/booked").asBoolean())
        .isFalse();
    json(send(application, "/api/v1/fills", "{\"fillId\": \"h-2\"}"), 400);
    json(send(application, "/api/v1/fills", fill.replace("\"BUY\"", "\"UNKNOWN\"")), 400);
    json(send(application, "/api/v1/fills", fill.replace("AAPL", "no such name")), 400);
    JsonNode lots = json(send(application, "/api/v1/lots/AAPL", ""), 200);
    assertThat(lots.at("/main/0/cost").asDouble()).isEqualTo(11_001.1);
    json(send(application, "/api/v1/lots/XYZ", ""), 404);
    assertThat(
            json(send(application, "/api/v1/positions?account=main", ""), 200)
                .at("/main/0/quantity")
                .asInt())
        .isEqualTo(110);
    json(send(application, "/api/v1/positions?account=nobody", ""), 404);
    assertThat(json(send(application, "/api/v1/nav", ""), 200).at("/main/cash/USD").asString())
        .isEqualTo("988996.9");
    String paid = "{\"account\": \"main\", \"amount\": 500, \"at\": \"2026-01-05T15:00:00Z\"}";
    assertThat(json(send(application, "/api/v1/cash", paid), 200).at("/paidIn").asDouble())
        .isEqualTo(1_000_500);
    json(send(application, "/api/v1/cash", paid.replace("main", "nobody")), 404);
    json(send(application, "/api/v1/cash", "{}"), 400);
  }

  private static void asksForWeights(ConfigurableApplicationContext application) throws Exception {
    for (String method : new String[] {"erc", "hrp", "max_sharpe", "min_cvar", "black_litterman"}) {
      String asked = "{\"account\": \"main\", \"method\": \"%s\"}".formatted(method);
      HttpResponse<String> reply = send(application, "/api/v1/optimise", asked);
      assertThat(json(reply, 200).at("/method").asString()).isEqualTo(method);
    }
    json(send(application, "/api/v1/optimise", "{\"method\": \"alchemy\"}"), 400);
    json(send(application, "/api/v1/optimise", "{\"lower\": 2, \"upper\": 1}"), 400);
    json(send(application, "/api/v1/optimise", "{\"upper\": 0.1}"), 400);
    json(send(application, "/api/v1/optimise", "{\"account\": \"nobody\"}"), 404);
    json(send(application, "/api/v1/optimise", "{\"covariance\": \"FACTOR\"}"), 503);
    json(send(application, "/api/v1/optimise", "nonsense"), 400);
    assertThat(send(application, "/v3/api-docs", "").body()).contains("/api/v1/optimise");
  }
}
