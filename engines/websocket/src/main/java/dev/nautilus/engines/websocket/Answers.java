package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.Documents;
import dev.nautilus.engines.websocket.method.Lane;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the gateway itself says to a session, as text.
final class Answers {
  private Answers() {}

  /// The answer to a resume, once it is known what could not be gone on with.
  @FunctionalInterface
  interface OfResume {
    /// The answer.
    ///
    /// @param toldWhole keys that are told from the beginning
    String of(Set<String> toldWhole);
  }

  private static ObjectNode object(String op, JsonNode id) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("op", op);
    if (!id.isMissingNode()) {
      object.set("id", id);
    }
    return object;
  }

  static String subscribed(JsonNode id, Lane.Settings settings) {
    return Documents.text(granted("subscribed", id, settings));
  }

  static String resumed(JsonNode id, Lane.Settings settings, Set<String> toldWhole) {
    ObjectNode object = granted("resumed", id, settings);
    toldWhole.forEach(object.putArray("whole")::add);
    return Documents.text(object);
  }

  private static ObjectNode granted(String op, JsonNode id, Lane.Settings settings) {
    return object(op, id)
        .put("ch", settings.channel())
        .put("sub", settings.name())
        .put("mode", settings.mode().name())
        .put("maxHz", 1e9 / settings.periodNanos());
  }

  static String unsubscribed(JsonNode id, String name) {
    return Documents.text(object("unsubscribed", id).put("sub", name));
  }

  static String pong(JsonNode id) {
    return Documents.text(object("pong", id));
  }

  /// @param code a word that programs may look at
  /// @param known what there is instead
  static String error(JsonNode id, String code, String message, Collection<String> known) {
    ObjectNode object = object("error", id).put("code", code).put("message", message);
    if (!known.isEmpty()) {
      known.forEach(object.putArray("known")::add);
    }
    return Documents.text(object);
  }

  /// @param told number of the last update of each key, by subscription
  static String heartbeat(Map<String, Map<String, Long>> told) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("op", "heartbeat");
    ObjectNode subs = object.putObject("seq");
    told.forEach(
        (name, keys) -> {
          ObjectNode seqs = subs.putObject(name);
          keys.forEach(seqs::put);
        });
    return Documents.text(object);
  }
}
