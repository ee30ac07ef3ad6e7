package dev.nautilus.simulator.ibkr;

import dev.nautilus.simulator.vendor.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Bodies as the gateway writes them. It has no common envelope for errors.
final class IbkrJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private IbkrJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /// Anything Jackson reads; an empty object for what it does not.
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException notJson) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  static Reply ok(JsonNode body) {
    return reply(200, body);
  }

  static Reply error(int status, String text) {
    return reply(status, object().put("error", text));
  }

  static Reply errorWithCode(int status, String text) {
    return reply(status, object().put("error", text).put("statusCode", status));
  }

  /// An unknown contract: JSON inside a JSON string.
  static Reply detailsUnavailable() {
    String inner =
        write(
            object()
                .put(
                    "reason",
                    "Details currently unavailable. Please try again later and contact client"
                        + " services if the issue persists."));
    return error(500, inner);
  }

  private static Reply reply(int status, JsonNode body) {
    return Reply.of(status, "application/json; charset=utf-8", write(body))
        .with("cache-control", "max-age=0, no-cache, no-store")
        .with("x-response-time", "0ms");
  }
}
