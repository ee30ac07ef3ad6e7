package dev.nautilus.engines.websocket;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import dev.nautilus.engine.FleetPages;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Facts about the fleet that no message tells, as tables: from the registry of modes, the dead
/// letters and the three Redises, and from the pages of the hub and the engines. Each table is read
/// by one thread at a time; it waits for an answer and throws a [RuntimeException] that says why
/// there is none.
final class FleetFacts implements AutoCloseable {
  private static final String HUB = "hub";

  private final DualBusConnectionDetails buses;
  private final FleetPages pages;
  private final InstantSource clock;
  private final HubVoice voice;
  private final FlowRates hubRates = new FlowRates(System::nanoTime);
  private final EngineFacts engines;
  private final LetterFacts letters;
  private final ServerFacts servers;
  private @Nullable EngineModes modes;
  private volatile boolean mainInUse;

  FleetFacts(
      DualBusConnectionDetails buses,
      FleetPages pages,
      WebsocketProperties.Console settings,
      InstantSource clock,
      HubVoice voice) {
    this.buses = buses;
    this.pages = pages;
    this.clock = clock;
    this.voice = voice;
    engines = new EngineFacts(pages, settings, new FlowRates(System::nanoTime));
    letters = new LetterFacts(buses);
    servers = new ServerFacts(buses);
  }

  /// Where each engine's messages travel, by engine. Says what the other tables need to know, so it
  /// is read before them.
  Map<String, JsonNode> modes() {
    EngineModes registry = modes;
    if (registry == null) {
      registry = EngineModes.at(buses.engineLogic());
      modes = registry;
    }
    Map<String, JsonNode> rows = new TreeMap<>();
    boolean someoneOnMain = false;
    for (var each : registry.modes().entrySet()) {
      someoneOnMain |= each.getValue() != EngineMode.DUAL;
      ObjectNode row = JsonNodeFactory.instance.objectNode().put("mode", each.getValue().name());
      if (each.getValue() == EngineMode.MIGRATING) {
        registry
            .migration(each.getKey())
            .ifPresent(
                migration ->
                    row.put("phase", migration.phase().name())
                        .put("from", migration.from().name())
                        .put("to", migration.to().name())
                        .put("abortable", migration.phase().isAbortable()));
      }
      rows.put(each.getKey().name(), row);
    }
    mainInUse = someoneOnMain;
    return rows;
  }

  /// What engines gave up, by queue.
  Map<String, JsonNode> deadLetters() {
    return letters.queues(mainInUse);
  }

  /// Letters were taken out of a queue.
  void deadLettersChanged() {
    letters.changed();
  }

  /// What each Redis has to do.
  Map<String, JsonNode> servers() {
    return servers.servers(mainInUse);
  }

  /// How each engine is, and what flows through it.
  Map<String, JsonNode> engines() {
    return engines.engines();
  }

  /// How each source of the hub is, by source.
  Map<String, JsonNode> sources() {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    for (JsonNode source : pages.hub("/api/v1/sources").path("sources")) {
      rows.put(source.path("source").asString(""), source);
    }
    return rows;
  }

  /// How the hub's cache does: one row.
  Map<String, JsonNode> cache() {
    return Map.of(HUB, pages.hub("/api/v1/cache"));
  }

  /// How the hub and its parts are, and how much it says: one row.
  Map<String, JsonNode> hub() {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    JsonNode health = pages.hub("/health");
    row.put("status", health.path("status").asString(""));
    row.put("role", health.path("role").asString(""));
    row.set("parts", health.path("parts"));
    ObjectNode said = row.putObject("said");
    for (Bus bus : Bus.values()) {
      hubRates
          .perSecond(bus.name(), voice.said(bus))
          .ifPresent(rate -> said.put(ServerFacts.name(bus), EngineFacts.tenths(rate)));
    }
    return Map.of(HUB, row);
  }

  /// What the hub saves, and when that was.
  Map<String, JsonNode> efficiency() {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("at", clock.instant().toString());
    for (Map.Entry<String, JsonNode> each : pages.hub("/metrics").properties()) {
      row.set(each.getKey(), each.getValue());
    }
    return Map.of(HUB, row);
  }

  @Override
  public void close() {
    if (modes != null) {
      modes.close();
    }
    letters.close();
    servers.close();
  }
}
