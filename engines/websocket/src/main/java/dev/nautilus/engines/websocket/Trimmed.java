package dev.nautilus.engines.websocket;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Documents without a member of theirs.
final class Trimmed {
  private Trimmed() {}

  static JsonNode of(JsonNode document, String member) {
    if (document instanceof ObjectNode object) {
      ObjectNode rest = object.deepCopy();
      rest.remove(member);
      return rest;
    }
    return document;
  }
}
