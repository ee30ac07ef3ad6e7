package dev.nautilus.engines.websocket.method;

import dev.nautilus.bus.codec.PayloadJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Payloads as the documents that browsers see.
///
/// - What is missing is left out: a merge patch cannot say null (RFC 7396 takes it for "remove").
/// - Decimals, and whole numbers beyond 2^53, are texts: a browser's numbers are doubles and would
///   round them.
///
/// Documents are never changed after they were made, so they may be shared by threads.
public final class Documents {
  private static final long MOST_EXACT = 1L << 53;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Documents() {}

  /// The document of a payload: a record of the catalogue, or a tree.
  public static JsonNode of(Object payload) {
    JsonNode tree =
        payload instanceof JsonNode node ? node : PayloadJson.mapper().valueToTree(payload);
    return plain(tree);
  }

  private static JsonNode plain(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode result = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
          if (!member.getValue().isNull()) {
            result.set(member.getKey(), plain(member.getValue()));
          }
        }
        yield result;
      }
      case ArrayNode array -> {
        ArrayNode result = NODES.arrayNode(array.size());
        array.forEach(item -> result.add(plain(item)));
        yield result;
      }
      default -> exact(node);
    };
  }

  private static JsonNode exact(JsonNode node) {
    if (node.isBigDecimal()) {
      return NODES.stringNode(node.decimalValue().toPlainString());
    }
    if (node.isIntegralNumber()) {
      BigInteger number = node.bigIntegerValue();
      boolean fits = number.abs().compareTo(BigInteger.valueOf(MOST_EXACT)) <= 0;
      return fits ? NODES.numberNode(number.longValueExact()) : NODES.stringNode(number.toString());
    }
    return node;
  }

  /// Whether two trees say the same: numbers by their value (RFC 6902, 4.6), objects whatever the
  /// order of their members.
  public static boolean same(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return number(one).compareTo(number(other)) == 0;
    }
    if (one instanceof ObjectNode object && other instanceof ObjectNode) {
      return object.size() == other.size()
          && object.properties().stream()
              .allMatch(
                  each -> {
                    JsonNode found = other.get(each.getKey());
                    return found != null && same(each.getValue(), found);
                  });
    }
    if (one instanceof ArrayNode && other instanceof ArrayNode) {
      boolean same = one.size() == other.size();
      for (int i = 0; same && i < one.size(); i++) {
        same = same(one.get(i), other.get(i));
      }
      return same;
    }
    return one.equals(other);
  }

  private static BigDecimal number(JsonNode node) {
    return node.isFloatingPointNumber() && !node.isBigDecimal()
        ? BigDecimal.valueOf(node.doubleValue())
        : node.decimalValue();
  }

  /// A document as text, without line breaks.
  public static String text(JsonNode document) {
    return PayloadJson.mapper().writeValueAsString(document);
  }

  /// The document of a text.
  ///
  /// @throws tools.jackson.core.JacksonException when it is no JSON
  public static JsonNode parse(String text) {
    return PayloadJson.mapper().readTree(text);
  }
}
