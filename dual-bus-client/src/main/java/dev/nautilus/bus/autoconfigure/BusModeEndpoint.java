package dev.nautilus.bus.autoconfigure;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.Migration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/// `/actuator/bus/mode`: where the engine's messages travel. GET says it; POST with `{"to":
/// "DUAL"}` or `{"to": "LEGACY"}` moves the engine, all instances of it, and `{"abort": true}`
/// gives a move up.
@Endpoint(id = "bus")
final class BusModeEndpoint {
  private static final String MODE = "mode";

  private final DualBusClient client;

  BusModeEndpoint(DualBusClient client) {
    this.client = client;
  }

  /// Says where the engine is, and what became of its last move.
  ///
  /// @param part must be `mode`
  /// @return null for any other part, which is not found then
  @ReadOperation
  @Nullable Map<String, Object> read(@Selector String part) {
    return part.equals(MODE) ? describe() : null;
  }

  /// Asks for a move, or gives one up; does not wait for it.
  ///
  /// @param part must be `mode`
  /// @param to LEGACY or DUAL
  /// @param abort true instead of `to`
  @WriteOperation
  Map<String, Object> write(
      @Selector String part, @Nullable EngineMode to, @Nullable Boolean abort) {
    if (!part.equals(MODE)) {
      throw refused("the part must be mode, was " + part);
    }
    EngineModes modes =
        client
            .modes()
            .orElseThrow(
                () ->
                    refused(
                        "this engine cannot be moved: set nautilus.bus.mode to dual or legacy"));
    boolean giveUp = abort != null && abort;
    if (giveUp == (to != null)) {
      throw refused(
          "the body must be {\"to\": \"DUAL\"}, {\"to\": \"LEGACY\"} or {\"abort\": true}");
    }
    try {
      if (to != null) {
        modes.begin(client.engine(), to);
      } else if (!modes.abort(client.engine())) {
        throw refused("nothing to give up: no move is under way, or it is past OLD_DONE");
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
    return describe();
  }

  private static InvalidEndpointRequestException refused(String why) {
    return new InvalidEndpointRequestException(why, why);
  }

  private Map<String, Object> describe() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("engine", client.engine().name());
    all.put("instance", client.instance());
    all.put(MODE, client.mode().name());
    all.put("movable", client.modes().isPresent());
    client
        .modes()
        .flatMap(modes -> modes.migration(client.engine()))
        .ifPresent(migration -> all.put("migration", describe(migration)));
    return all;
  }

  private static Map<String, Object> describe(Migration migration) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("from", migration.from().name());
    all.put("to", migration.to().name());
    all.put("phase", migration.phase().name());
    return all;
  }
}
