package dev.nautilus.engines.websocket;

import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.DeadLetters;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import dev.nautilus.engine.HubPages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Facts about the fleet that no message tells: from the registry of modes and the dead letters on
/// the Engine Logic Redis, and from the hub's REST. One thread at a time; each method waits for an
/// answer and throws a [RuntimeException] that says why there is none.
class FleetFacts implements AutoCloseable {
  /// Letters shown of a queue, the oldest.
  private static final int LETTERS = 20;

  private final DualBusConnectionDetails buses;
  private final HubPages hub;
  private @Nullable EngineModes modes;
  private @Nullable DeadLetters letters;

  FleetFacts(DualBusConnectionDetails buses, HubPages hub) {
    this.buses = buses;
    this.hub = hub;
  }

  /// Where each engine's messages travel, by engine.
  Map<String, JsonNode> modes() {
    EngineModes registry = modes;
    if (registry == null) {
      registry = EngineModes.at(buses.engineLogic());
      modes = registry;
    }
    Map<String, JsonNode> rows = new TreeMap<>();
    for (var each : registry.modes().entrySet()) {
      ObjectNode row = JsonNodeFactory.instance.objectNode().put("mode", each.getValue().name());
      if (each.getValue() == EngineMode.MIGRATING) {
        registry
            .migration(each.getKey())
            .ifPresent(migration -> row.put("phase", migration.phase().name()));
      }
      rows.put(each.getKey().name(), row);
    }
    return rows;
  }

  /// What engines gave up, by queue.
  Map<String, JsonNode> deadLetters() {
    DeadLetters connected = letters;
    if (connected == null) {
      connected = DeadLetters.at(buses.engineLogic());
      letters = connected;
    }
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    for (var queue : connected.queues().entrySet()) {
      ObjectNode row = JsonNodeFactory.instance.objectNode().put("letters", queue.getValue());
      var oldest = row.putArray("oldest");
      for (DeadLetter letter : connected.list(queue.getKey(), "0", LETTERS)) {
        oldest
            .addObject()
            .put("id", letter.id())
            .put("type", letter.type())
            .put("key", letter.key())
            .put("reason", letter.reason().name())
            .put("exception", letter.exception())
            .put("error", letter.error())
            .put("attempts", letter.attempts())
            .put("lastFailedAt", letter.lastFailedAt().toString());
      }
      rows.put(queue.getKey().toString(), row);
    }
    return rows;
  }

  /// How each source of the hub is, by source.
  Map<String, JsonNode> sources() {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    for (JsonNode source : hub.get("/api/v1/sources").path("sources")) {
      rows.put(source.path("source").asString(""), source);
    }
    return rows;
  }

  /// How the hub's cache does: one row.
  Map<String, JsonNode> cache() {
    return Map.of("hub", hub.get("/api/v1/cache"));
  }

  @Override
  public void close() {
    if (modes != null) {
      modes.close();
    }
    if (letters != null) {
      letters.close();
    }
  }
}
