package dev.nautilus.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.OrderRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What users and operators ask a running fleet by REST, and what does not come by itself in a few
/// quiet minutes.
final class Occasions {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String DRILL = "drill";

  private final FleetPlan plan;
  private final Operator operator;
  private final Witness witness;
  private final Sightings sightings;

  Occasions(FleetPlan plan, Operator operator, Witness witness, Sightings sightings) {
    this.plan = plan;
    this.operator = operator;
    this.witness = witness;
    this.sightings = sightings;
  }

  /// Questions about what nobody else asks for, so that the answers are news on the bus.
  void askTheHub() {
    for (String path :
        List.of(
            "sentiment/AAPL",
            "level2/AAPL",
            "news/AAPL",
            "corporate_action/VOD.L",
            "fundamental/VOD.L",
            "economic/FRED:GDP")) {
      // A source that is asked for much at the start may say that it is limited, for a while.
      String url = plan.httpUrl(FleetPorts.HUB) + "/api/v1/" + path;
      try (Probe probe = new Probe()) {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(
                () -> {
                  Probe.Answer answer = probe.get(url);
                  assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
                });
      }
    }
  }

  /// A run that ends well, one that cannot, and a search for good parameters.
  void backtest() {
    awaitComplete("/api/v1/runs", "{\"symbol\":\"AAPL\"}");
    operator.post("backtesting", "/api/v1/runs", "{\"symbol\":\"VOD.L\",\"source\":\"bus\"}");
    awaitComplete(
        "/api/v1/studies",
        """
        {"settings":{"symbol":"AAPL"},"grid":{"fast":[5,10],"slow":[20,40]}}""");
  }

  private void awaitComplete(String path, String request) {
    String id = operator.post("backtesting", path, request).path("id").asString();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode found = operator.get("backtesting", path + "/" + id);
              assertThat(found.path("status").asString()).as("%s", found).isEqualTo("COMPLETE");
            });
  }

  /// What a person asks risk and portfolio to reckon.
  void askForFigures() {
    operator.post("portfolio", "/api/v1/optimise", "{}");
    operator.post("risk", "/api/v1/stress", "{\"account\":\"main\",\"moves\":{\"*\":-0.1}}");
  }

  /// A model that learns nothing and so never says "up", beside one that does learn. Then prices
  /// drop a little and rise for minutes: the second foresees that, and takes over.
  void letAModelDrift() {
    operator.post(
        "ml",
        "/api/v1/models",
        """
        {"id":"stubborn","learner":"LOGISTIC_FTRL","l1":1000000,"balanced":false,
         "shadow":"LOGISTIC_ADAGRAD","lr":0.5,"horizon":1,"warmup":1,"promoteBy":0,
         "promoteOver":30}""");
    operator.crash(0.05, 0, Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  /// An account buys far beyond its money: it is stopped, called for margin, and sold out of as
  /// much as its margin asks for. Then somebody pays in and sells the rest.
  void callForMargin() {
    double price = operator.get("hub", "/api/v1/quote/AAPL").path("bid").asDouble();
    fill("BUY", "drill-in", "100", price);
    payIn(20 * price);
    for (MessageType<?> type :
        List.of(
            MessageType.RISK_LIMIT_BREACH,
            MessageType.MARGIN_CALL,
            MessageType.LIQUIDATION_REQUEST)) {
      sightings.await(type);
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                witness.fills().stream()
                    .anyMatch(fill -> isOfLiquidation(fill.payload().clientOrderId())));
    payIn(100 * price);
    await().atMost(PATIENCE).until(() -> sellTheRest(price));
  }

  private void payIn(double amount) {
    operator.post(
        "portfolio",
        "/api/v1/cash",
        "{\"account\":\"%s\",\"amount\":%.2f,\"at\":\"%s\"}"
            .formatted(DRILL, amount, Instant.now()));
  }

  private boolean isOfLiquidation(String order) {
    return witness.requests().stream()
        .map(Message<OrderRequest>::payload)
        .anyMatch(
            each ->
                each.clientOrderId().equals(order)
                    && each.account().equals(DRILL)
                    && each.reduceOnly());
  }

  private boolean sellTheRest(double price) {
    JsonNode positions =
        operator.get("portfolio", "/api/v1/positions?account=" + DRILL).path(DRILL);
    for (JsonNode position : positions) {
      String left = position.path("quantity").asString();
      if (Double.parseDouble(left) > 0) {
        fill("SELL", "drill-out-" + left, left, price);
        return false;
      }
    }
    return true;
  }

  private void fill(String side, String id, String quantity, double price) {
    operator.post(
        "portfolio",
        "/api/v1/fills",
        """
        {"fillId":"%s","account":"%s","instrument":"AAPL","side":"%s","quantity":%s,"price":%s,
         "executedAt":"%s","simulated":true}"""
            .formatted(id, DRILL, side, quantity, price, Instant.now()));
  }
}
