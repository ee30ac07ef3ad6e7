package dev.nautilus.simulator.vendor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Answers in plain JSON.
public final class JsonReply {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonReply() {}

  /// An object to fill.
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// The answer that consists of it.
  public static Reply of(int status, JsonNode body) {
    return Reply.of(status, "application/json", MAPPER.writeValueAsString(body));
  }
}
