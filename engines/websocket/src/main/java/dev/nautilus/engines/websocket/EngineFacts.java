package dev.nautilus.engines.websocket;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.FleetPages;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How each engine is and what flows through it, from the status page of each. One thread at a
/// time; it waits for the slowest of them.
final class EngineFacts {
  private static final String PAGE = "/api/v1/status";

  private final FleetPages pages;
  private final WebsocketProperties.Console settings;
  private final FlowRates rates;

  EngineFacts(FleetPages pages, WebsocketProperties.Console settings, FlowRates rates) {
    this.pages = pages;
    this.settings = settings;
    this.rates = rates;
  }

  /// A row for each engine of the settings, also for one that does not answer.
  Map<String, JsonNode> engines() {
    Map<String, Future<JsonNode>> asked = new TreeMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      settings
          .enginePorts()
          .forEach(
              (engine, port) ->
                  asked.put(
                      engine,
                      threads.submit(
                          () -> pages.engine(engine, settings.url(engine, port), PAGE))));
    }
    Map<String, JsonNode> rows = new TreeMap<>();
    asked.forEach((engine, answer) -> rows.put(engine, row(engine, answer)));
    return rows;
  }

  private JsonNode row(String engine, Future<JsonNode> answer) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    if (answer.state() != Future.State.SUCCESS) {
      return row.put("reachable", false)
          .put("detail", String.valueOf(answer.exceptionNow().getMessage()));
    }
    JsonNode status = answer.resultNow();
    row.put("reachable", true);
    for (String member : new String[] {"instance", "state", "reason", "since"}) {
      row.put(member, status.path(member).asString(""));
    }
    row.put("waiting", status.at("/mailbox/depth").asLong(0));
    row.put("capacity", status.at("/mailbox/capacity").asLong(0));
    row.put("failed", sum(status.path("failed")));
    if (status.path("lastError").isObject()) {
      row.set("lastError", status.path("lastError"));
    }
    flows(row.putObject("heard"), engine + " hears", status.path("heard"));
    flows(row.putObject("said"), engine + " says", status.path("emitted"));
    return row;
  }

  private static long sum(JsonNode counts) {
    return counts.values().stream().mapToLong(each -> each.asLong(0)).sum();
  }

  /// Messages a second by bus; a bus whose rate is not known yet is left out.
  private void flows(ObjectNode row, String flow, JsonNode counts) {
    Map<Bus, Long> byBus = new EnumMap<>(Bus.class);
    for (Map.Entry<String, JsonNode> each : counts.properties()) {
      Catalogue.find(each.getKey())
          .map(MessageType::bus)
          .ifPresent(bus -> byBus.merge(bus, each.getValue().asLong(0), Long::sum));
    }
    for (Bus bus : Bus.values()) {
      rates
          .perSecond(flow + bus, byBus.getOrDefault(bus, 0L))
          .ifPresent(rate -> row.put(ServerFacts.name(bus), tenths(rate)));
    }
  }

  /// More digits would only make every row another one at every look.
  static double tenths(double rate) {
    return Math.round(rate * 10) / 10.0;
  }
}
