package dev.nautilus.simulator.yahoo;

import dev.nautilus.simulator.vendor.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The envelope around everything Yahoo says: a root key, a result, an error.
final class YahooJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String CONTENT_TYPE = "application/json;charset=utf-8";

  private YahooJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// Anything Jackson reads; for messages from clients.
  static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  static String write(ObjectNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /// `{"root":{"result":[...],"error":null}}`; the caller has filled `result` into `inner`.
  static Reply result(String root, ObjectNode inner) {
    ObjectNode body = object();
    inner.putNull("error");
    body.set(root, inner);
    return ok(body);
  }

  static Reply ok(ObjectNode body) {
    return Reply.of(200, CONTENT_TYPE, write(body))
        .with("cache-control", "public, max-age=1, stale-while-revalidate=9")
        .with("server", "ATS")
        .with("vary", "Origin");
  }

  static Reply error(int status, String root, String code, String description) {
    ObjectNode body = object();
    ObjectNode inner = body.putObject(root);
    inner.putNull("result");
    inner.putObject("error").put("code", code).put("description", description);
    return Reply.of(status, CONTENT_TYPE, write(body))
        .with("cache-control", "max-age=0, private")
        .with("server", "ATS");
  }

  static Reply text(int status, String text) {
    return Reply.of(status, "text/plain;charset=utf-8", text).with("server", "ATS");
  }
}
