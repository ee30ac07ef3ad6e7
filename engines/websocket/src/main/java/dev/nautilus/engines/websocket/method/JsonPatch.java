package dev.nautilus.engines.websocket.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON Patch: what to do with a document, step by step, arrays included.
///
/// **Definition** a list of `add`, `remove`, `replace`, `move`, `copy` and `test`, done in order,
/// all or none. **Source** RFC 6902. The kept JSON libraries have none for the JSON library of this
/// project, so it stands here.
public final class JsonPatch {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonPatch() {}

  /// The document after a patch; the one given stays as it is.
  ///
  /// @throws IllegalArgumentException when a step cannot be done or is none
  public static JsonNode apply(JsonNode document, JsonNode patch) {
    if (!(patch instanceof ArrayNode steps)) {
      throw new IllegalArgumentException("a patch must be an array of steps, was " + patch);
    }
    JsonNode result = document.deepCopy();
    for (JsonNode step : steps) {
      result = step(result, step);
    }
    return result;
  }

  private static JsonNode step(JsonNode document, JsonNode step) {
    JsonPointer path = JsonPointer.of(text(step, "path"));
    return switch (text(step, "op")) {
      case "add" -> path.add(document, value(step).deepCopy());
      case "remove" -> path.remove(document);
      case "replace" -> {
        path.get(document);
        yield path.replace(document, value(step).deepCopy());
      }
      case "move" -> {
        JsonPointer from = JsonPointer.of(text(step, "from"));
        if (from.isAbove(path)) {
          throw new IllegalArgumentException(
              "from must not lie above path, was %s and %s".formatted(from, path));
        }
        JsonNode moved = from.get(document);
        yield path.add(from.remove(document), moved);
      }
      case "copy" -> {
        JsonNode copied = JsonPointer.of(text(step, "from")).get(document).deepCopy();
        yield path.add(document, copied);
      }
      case "test" -> {
        JsonNode found = path.get(document);
        if (!Documents.same(found, value(step))) {
          throw new IllegalArgumentException(
              "%s must be %s to go on, was %s".formatted(path, value(step), found));
        }
        yield document;
      }
      default ->
          throw new IllegalArgumentException(
              "op must be add, remove, replace, move, copy or test, was " + step.path("op"));
    };
  }

  private static String text(JsonNode step, String name) {
    JsonNode member = step.path(name);
    if (!member.isString()) {
      throw new IllegalArgumentException(
          "a step must have a text '%s', was %s".formatted(name, step));
    }
    return member.stringValue();
  }

  private static JsonNode value(JsonNode step) {
    JsonNode value = step.get("value");
    if (value == null) {
      throw new IllegalArgumentException("a step must have a 'value', was " + step);
    }
    return value;
  }

  /// A patch that makes one document of another; empty when they say the same. What both ends of an
  /// array share is left alone, so a level that enters an order book is one step.
  public static ArrayNode between(JsonNode from, JsonNode to) {
    ArrayNode steps = NODES.arrayNode();
    compare(from, to, "", steps);
    return steps;
  }

  private static void compare(JsonNode from, JsonNode to, String path, ArrayNode steps) {
    if (from instanceof ObjectNode before && to instanceof ObjectNode after) {
      compareObjects(before, after, path, steps);
    } else if (from instanceof ArrayNode before && to instanceof ArrayNode after) {
      compareArrays(before, after, path, steps);
    } else if (!Documents.same(from, to)) {
      write(steps, "replace", path).set("value", to);
    }
  }

  private static void compareObjects(ObjectNode from, ObjectNode to, String path, ArrayNode steps) {
    for (String name : from.propertyNames()) {
      if (!to.has(name)) {
        write(steps, "remove", path + "/" + JsonPointer.escaped(name));
      }
    }
    for (Map.Entry<String, JsonNode> member : to.properties()) {
      String inner = path + "/" + JsonPointer.escaped(member.getKey());
      JsonNode old = from.get(member.getKey());
      if (old == null) {
        write(steps, "add", inner).set("value", member.getValue());
      } else {
        compare(old, member.getValue(), inner, steps);
      }
    }
  }

  private static void compareArrays(ArrayNode from, ArrayNode to, String path, ArrayNode steps) {
    int shorter = Math.min(from.size(), to.size());
    int head = 0;
    while (head < shorter && Documents.same(from.get(head), to.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && Documents.same(from.get(from.size() - 1 - tail), to.get(to.size() - 1 - tail))) {
      tail++;
    }
    List<JsonNode> old = items(from, head, from.size() - tail);
    List<JsonNode> young = items(to, head, to.size() - tail);
    int common = Math.min(old.size(), young.size());
    for (int i = 0; i < common; i++) {
      compare(old.get(i), young.get(i), path + "/" + (head + i), steps);
    }
    for (int i = old.size() - 1; i >= common; i--) {
      write(steps, "remove", path + "/" + (head + i));
    }
    for (int i = common; i < young.size(); i++) {
      write(steps, "add", path + "/" + (head + i)).set("value", young.get(i));
    }
  }

  private static List<JsonNode> items(ArrayNode array, int from, int to) {
    List<JsonNode> items = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      items.add(array.get(i));
    }
    return items;
  }

  private static ObjectNode write(ArrayNode steps, String op, String path) {
    return steps.addObject().put("op", op).put("path", path);
  }
}
