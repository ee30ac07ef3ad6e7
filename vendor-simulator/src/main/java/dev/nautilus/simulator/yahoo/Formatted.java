package dev.nautilus.simulator.yahoo;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `formatted=true`, Yahoo's default: every number becomes an object with `raw` and `fmt`.
final class Formatted {
  private static final double THOUSAND = 1_000;

  private Formatted() {}

  static ObjectNode of(ObjectNode plain) {
    ObjectNode formatted = YahooJson.object();
    for (Map.Entry<String, JsonNode> field : plain.properties()) {
      boolean bare = field.getKey().equals("maxAge");
      formatted.set(field.getKey(), bare ? field.getValue() : value(field.getValue()));
    }
    return formatted;
  }

  /// 1.23M, 4.50B: as people read it.
  static String text(double number) {
    double left = number;
    String[] units = {"", "k", "M", "B", "T"};
    int unit = 0;
    while (Math.abs(left) >= THOUSAND && unit < units.length - 1) {
      left /= THOUSAND;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f%s", left, units[unit]);
  }

  private static JsonNode value(JsonNode node) {
    if (node.isNumber()) {
      ObjectNode pair = YahooJson.object();
      pair.set("raw", node);
      return pair.put("fmt", text(node.doubleValue()));
    }
    if (node instanceof ObjectNode object) {
      return of(object);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode formatted = YahooJson.object().putArray("list");
      array.forEach(element -> formatted.add(value(element)));
      return formatted;
    }
    return node;
  }
}
