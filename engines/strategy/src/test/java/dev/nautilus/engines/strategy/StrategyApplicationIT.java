package dev.nautilus.engines.strategy;

import static dev.nautilus.engines.strategy.Fixtures.AAPL;
import static dev.nautilus.engines.strategy.Fixtures.MSFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.testkit.BusClients;
import dev.nautilus.bus.testkit.BusServers;
import dev.nautilus.bus.testkit.NautilusBusTest;
import dev.nautilus.bus.testkit.Recorder;
import dev.nautilus.engine.testkit.EngineService;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.FeatureVector;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.RiskState.Mode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The strategy service as `main` starts it, on real Redis servers; the test plays risk and
/// portfolio.
@NautilusBusTest
class StrategyApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void service_signalsThenHalt_asksForOrdersAndLeaves(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    hub.respond(
        MessageType.DATA_REQUEST,
        request ->
            CompletableFuture.completedFuture(
                Fixtures.history(request.payload().instruments().getFirst(), -42, 0)));
    DualBusClient others = clients.client(new EngineType("others"), "others-1");
    Recorder<OrderRequest> orders = Recorder.on(others, MessageType.ORDER_REQUEST);
    Recorder<OrderDecision> decisions = Recorder.on(others, MessageType.ORDER_DECISION);
    try (EngineService service =
        EngineService.start(StrategyApplication.class, "strategy", servers)) {
      service.awaitStatus(200);
      others.publish(MessageType.PORTFOLIO_UPDATE, Fixtures.worth("1000000"));
      OrderRequest entry = entered(hub, others, orders, AAPL);
      assertThat(entry.strategy()).isEqualTo("trend");
      others.publish(
          MessageType.ORDER_DECISION, Fixtures.decision(entry, OrderDecision.Verdict.ALLOW));
      others.publish(MessageType.POSITION_CHANGE, Fixtures.position(AAPL, 61, "500", "100"));

      OrderRequest unanswered = entered(hub, others, orders, MSFT);
      OrderDecision silence =
          decisions.awaitMatch(each -> each.rule().equals("NO_ANSWER"), SOON).payload();
      assertThat(silence.verdict()).isEqualTo(OrderDecision.Verdict.DENY);
      decisions.awaitMatch(each -> each.clientOrderId().equals(unanswered.clientOrderId()), SOON);

      others.publish(MessageType.RISK_STATE, Fixtures.state("*", Mode.HALTED, 70));
      OrderRequest exit = orders.awaitMatch(OrderRequest::reduceOnly, SOON).payload();
      assertThat(exit.instrument()).isEqualTo(AAPL);
      assertThat(exit.quantity()).isEqualByComparingTo("500");
      answersByRest(service);
    }
  }

  private static OrderRequest entered(
      DualBusClient hub, DualBusClient others, Recorder<OrderRequest> orders, InstrumentId symbol) {
    hub.publish(MessageType.BAR, Fixtures.bar(symbol, 0, 100)).toCompletableFuture().join();
    // The bar is pushed and the features are pulled: which comes first does not matter.
    others.publish(
        MessageType.FEATURE_VECTOR,
        new FeatureVector(
            symbol,
            BarSpec.MINUTE,
            Fixtures.OPEN,
            "standard",
            1,
            "hash",
            0,
            List.of(
                new FeatureVector.Entry("ema(20)@1m", OptionalDouble.of(101), true, 19),
                new FeatureVector.Entry("sma(20)@1m", OptionalDouble.of(100), true, 19)),
            true,
            1));
    return orders.awaitMatch(each -> each.instrument().equals(symbol), SOON).payload();
  }

  private static void answersByRest(EngineService service) throws Exception {
    JsonNode all = service.json("/api/v1/strategies");
    assertThat(all.propertyNames())
        .contains("breakout", "crossover", "measured", "model", "momentum", "reversion", "trend");
    JsonNode trend = service.json("/api/v1/strategies/trend");
    assertThat(trend.at("/legs/AAPL/position").asInt()).isEqualTo(500);
    assertThat(service.get("/api/v1/strategies/x").statusCode()).isEqualTo(404);
    assertThat(service.post("/api/v1/strategies/x/stop", "").statusCode()).isEqualTo(404);
    assertThat(service.post("/api/v1/strategies/trend/stop", "").statusCode()).isEqualTo(200);
    assertThat(service.json("/api/v1/strategies/trend").at("/started").asBoolean()).isFalse();
    assertThat(service.post("/api/v1/strategies/trend/start", "").statusCode()).isEqualTo(200);
    String mine =
        """
        {"name": "mine", "version": 1, "kind": "BREAKOUT", "symbols": ["IBM"], "lookback": 55}
        """;
    HttpResponse<String> created = service.post("/api/v1/strategies", mine);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(JSON.readTree(created.body()).at("/plan/lookback").asInt()).isEqualTo(55);
    assertThat(JSON.readTree(created.body()).at("/plan/exits/atr").asInt())
        .as("what is left out has its default")
        .isEqualTo(14);
    HttpResponse<String> again = service.post("/api/v1/strategies", mine);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(again.body()).at("/detail").asString()).contains("higher");
    assertThat(service.post("/api/v1/strategies", "{}").statusCode()).isEqualTo(400);
    assertThat(service.post("/api/v1/strategies", "no").statusCode()).isEqualTo(400);
  }
}
