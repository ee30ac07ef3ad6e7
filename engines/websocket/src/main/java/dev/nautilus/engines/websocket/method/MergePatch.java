package dev.nautilus.engines.websocket.method;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON Merge Patch.
///
/// **Definition** a patch that is an object replaces the members it names and removes those it
/// names with null, and so on inside; any other patch replaces the whole. **Source** RFC 7396.
/// **Limits** it cannot set null, and an array is only ever replaced as a whole: see [JsonPatch].
public final class MergePatch {
  private MergePatch() {}

  /// The document after a patch.
  ///
  /// @param target null for nothing
  public static JsonNode apply(@Nullable JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode result =
        target instanceof ObjectNode before
            ? before.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (change.getValue().isNull()) {
        result.remove(change.getKey());
      } else {
        result.set(change.getKey(), apply(result.get(change.getKey()), change.getValue()));
      }
    }
    return result;
  }

  /// The smallest patch that makes one document of another. Empty when they say the same.
  ///
  /// @throws IllegalArgumentException when a member of the new one is null, which no merge patch
  ///   can set
  public static JsonNode between(JsonNode from, JsonNode to) {
    if (!(from instanceof ObjectNode before) || !(to instanceof ObjectNode after)) {
      requireNoNull(to);
      return to;
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : after.properties()) {
      JsonNode old = before.get(member.getKey());
      if (old instanceof ObjectNode && member.getValue() instanceof ObjectNode) {
        JsonNode inner = between(old, member.getValue());
        if (!inner.isEmpty()) {
          patch.set(member.getKey(), inner);
        }
      } else if (old == null || !Documents.same(old, member.getValue())) {
        requireNoNull(member.getValue());
        patch.set(member.getKey(), member.getValue());
      }
    }
    for (String name : before.propertyNames()) {
      if (!after.has(name)) {
        patch.putNull(name);
      }
    }
    return patch;
  }

  private static void requireNoNull(JsonNode node) {
    if (node.isNull() || (node.isObject() && node.values().stream().anyMatch(JsonNode::isNull))) {
      throw new IllegalArgumentException(
          "a document must have no null to be told by merge patches, had one: leave the member"
              + " out");
    }
    if (node.isObject()) {
      node.values().forEach(MergePatch::requireNoNull);
    }
  }
}
