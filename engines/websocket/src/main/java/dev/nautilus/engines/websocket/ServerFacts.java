package dev.nautilus.engines.websocket;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusServer;
import dev.nautilus.bus.ServerLoad;
import dev.nautilus.bus.autoconfigure.DualBusConnectionDetails;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the three Redises have to do. Main Redis is looked at only while an engine is there: an
/// engine on the buses keeps no connection to it, and the gateway is one. One thread at a time.
final class ServerFacts implements AutoCloseable {
  /// Name of main Redis in tables.
  static final String MAIN = "main";

  private final DualBusConnectionDetails buses;
  private final Map<String, Watched> watched = new LinkedHashMap<>();

  /// A server and the last look at it; null before the first.
  private record Watched(BusServer server, ServerLoad.@Nullable Sight last) {}

  ServerFacts(DualBusConnectionDetails buses) {
    this.buses = buses;
  }

  /// Name of a bus in tables.
  static String name(Bus bus) {
    return bus == Bus.MARKET_DATA ? "marketData" : "engineLogic";
  }

  /// A row for each; one that cannot be reached says why.
  ///
  /// @param mainInUse whether an engine is on main Redis, or moves
  Map<String, JsonNode> servers(boolean mainInUse) {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    rows.put(name(Bus.MARKET_DATA), row(name(Bus.MARKET_DATA), buses.marketData()));
    rows.put(name(Bus.ENGINE_LOGIC), row(name(Bus.ENGINE_LOGIC), buses.engineLogic()));
    if (mainInUse) {
      rows.put(MAIN, row(MAIN, buses.main()));
    } else {
      forget(MAIN);
      rows.put(MAIN, about(buses.main()).put("inUse", false));
    }
    return rows;
  }

  private static ObjectNode about(BusAddress address) {
    return JsonNodeFactory.instance.objectNode().put("port", address.port());
  }

  private JsonNode row(String name, BusAddress address) {
    ObjectNode row = about(address).put("inUse", true);
    try {
      Watched known = watched.get(name);
      BusServer server = known == null ? BusServer.at(address) : known.server();
      watched.put(name, new Watched(server, known == null ? null : known.last()));
      ServerLoad.Sight sight = server.look();
      watched.put(name, new Watched(server, sight));
      ServerLoad.Sight before = known == null ? null : known.last();
      return row.put("reachable", true)
          .setAll(load(ServerLoad.between(before == null ? sight : before, sight)));
    } catch (BusException e) {
      forget(name);
      return row.put("reachable", false).put("detail", String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode load(ServerLoad load) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("connections", load.connections())
        .put("cpu", Math.round(load.cpuShare() * 1e4) / 1e4)
        .put("commandsPerSecond", EngineFacts.tenths(load.commandsPerSecond()))
        .put("errors", load.errors())
        .put("usedBytes", load.usedBytes())
        .put("mostBytes", load.mostBytes());
  }

  private void forget(String name) {
    Watched gone = watched.remove(name);
    if (gone != null) {
      gone.server().close();
    }
  }

  @Override
  public void close() {
    watched.values().forEach(each -> each.server().close());
    watched.clear();
  }
}
