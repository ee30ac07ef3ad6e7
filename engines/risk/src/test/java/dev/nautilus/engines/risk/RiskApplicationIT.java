package dev.nautilus.engines.risk;

import static dev.nautilus.engines.risk.Fixtures.AAPL;
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
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.OrderDecision;
import dev.nautilus.message.OrderDecision.Verdict;
import dev.nautilus.message.OrderRequest;
import dev.nautilus.message.RiskMetric;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.Side;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The risk service as `main` starts it, with its published windows, on real Redis servers.
@NautilusBusTest
class RiskApplicationIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void service_historyThenOrders_measuresDecidesAndHalts(BusServers servers, BusClients clients)
      throws Exception {
    DualBusClient hub = clients.client(EngineType.HUB, "hub-1");
    hub.respond(
        MessageType.DATA_REQUEST,
        request -> CompletableFuture.completedFuture(Fixtures.history(AAPL, 760)));
    DualBusClient other = clients.client(new EngineType("strategy"), "strategy-1");
    Recorder<RiskMetric> metrics = Recorder.on(other, MessageType.RISK_METRIC);
    Recorder<OrderDecision> decisions = Recorder.on(other, MessageType.ORDER_DECISION);
    Recorder<RiskState> states = Recorder.on(other, MessageType.RISK_STATE);
    try (EngineService service =
        EngineService.start(
            RiskApplication.class, "risk", servers, "--nautilus.risk.symbols=AAPL")) {
      metrics.awaitMatch(each -> each.value().isPresent(), SOON);
      service.awaitStatus(200);
      other.publish(MessageType.PORTFOLIO_UPDATE, Fixtures.worth(0, "100000"));
      states.awaitMatch(each -> each.mode() == RiskState.Mode.OK, SOON);
      hub.publish(MessageType.NBBO, now(100));
      buysUntilAllowed(other, decisions);

      hub.publish(MessageType.NBBO, now(80));
      RiskState halted =
          states.awaitMatch(each -> each.mode() == RiskState.Mode.HALTED, SOON).payload();
      assertThat(halted.reason()).contains("AAPL");
      answersByRest(service);
    }
  }

  private static Nbbo now(double middle) {
    Nbbo best = Fixtures.best(AAPL, 0, middle);
    return best.withProvenance(Fixtures.provenance(Instant.now()));
  }

  /// On a busy machine an answer may come too late, and is then the denial it must be.
  private static void buysUntilAllowed(DualBusClient strategy, Recorder<OrderDecision> decisions) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              int before = decisions.messages().size();
              strategy.publish(MessageType.ORDER_REQUEST, order("order-" + before));
              decisions.await(before + 1, SOON);
              assertThat(decisions.payloads().getLast().verdict()).isEqualTo(Verdict.ALLOW);
            });
    assertThat(decisions.payloads())
        .allSatisfy(each -> assertThat(each.rule()).isIn("", "TOO_LATE", "STALE_PRICE"));
  }

  private static OrderRequest order(String id) {
    OrderRequest plain = Fixtures.order(id, AAPL, Side.BUY, "1");
    return new OrderRequest(
        id,
        plain.account(),
        plain.strategy(),
        plain.instrument(),
        plain.side(),
        plain.quantity(),
        plain.type(),
        null,
        null,
        plain.timeInForce(),
        false,
        plain.expectedPrice(),
        plain.reason(),
        plain.signalId(),
        Instant.now().plusSeconds(30),
        plain.basis());
  }

  private static void answersByRest(EngineService service) throws Exception {
    JsonNode basket = service.json("/api/v1/var");
    assertThat(basket.at("/ready").asBoolean()).isTrue();
    assertThat(basket.at("/metrics").size()).isGreaterThan(20);
    assertThat(service.json("/api/v1/backtest").at("/metrics/0/measure").asString())
        .isEqualTo("exceptions");
    assertThat(service.json("/api/v1/var?account=main").at("/account").asString())
        .isEqualTo("main");
    assertThat(service.get("/api/v1/var?account=x").statusCode()).isEqualTo(404);

    assertThat(service.json("/api/v1/limits").at("/limits/gross").asDouble()).isEqualTo(2);
    assertThat(service.put("/api/v1/limits", "{\"gross\": 3}").statusCode()).isEqualTo(200);
    assertThat(service.json("/api/v1/limits").at("/limits/gross").asDouble()).isEqualTo(3);
    assertThat(service.put("/api/v1/limits", "{\"gross\": -1}").statusCode()).isEqualTo(400);
    assertThat(service.put("/api/v1/limits", "{\"luck\": 1}").statusCode()).isEqualTo(404);
    assertThat(service.put("/api/v1/limits", "{}").statusCode()).isEqualTo(400);

    assertThat(service.post("/api/v1/resume", "{}").statusCode()).isEqualTo(200);
    assertThat(service.json("/api/v1/snapshot").at("/view/everyone").asString()).isEqualTo("OK");
    assertThat(service.post("/api/v1/halt", "{}").statusCode()).isEqualTo(400);
    assertThat(service.post("/api/v1/halt", "{\"account\":\"x\",\"reason\":\"y\"}").statusCode())
        .isEqualTo(404);
    HttpResponse<String> stress =
        service.post("/api/v1/stress", "{\"account\": \"main\", \"scenario\": \"market-down-10\"}");
    assertThat(stress.statusCode()).as(stress.body()).isEqualTo(200);
    assertThat(service.post("/api/v1/stress", "{\"account\": \"main\"}").statusCode())
        .isEqualTo(404);
    assertThat(service.post("/api/v1/stress", "not json").statusCode()).isEqualTo(400);
  }
}
