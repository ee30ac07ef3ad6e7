package dev.nautilus.engines.websocket;

import dev.nautilus.engines.websocket.method.DeltaMode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what a browser asks for:
///
/// ```
/// {"op":"subscribe","id":1,"ch":"bars","sym":["AAPL"],"detail":["1m"],"mode":"MERGE","maxHz":5}
/// {"op":"resume","id":2,"ch":"bars","sym":["AAPL"],"fromSeq":{"AAPL|1m":17}}
/// {"op":"unsubscribe","id":3,"ch":"bars"}          {"op":"ping","id":4}
/// ```
///
/// Each method throws an [IllegalArgumentException] that says what must be different.
final class OpReader {
  private static final int LONGEST = 200;
  private static final String ALL = "*";

  private final int maxKeys;

  /// @param maxKeys most keys that one request names
  OpReader(int maxKeys) {
    this.maxKeys = maxKeys;
  }

  ClientOp read(JsonNode request) {
    if (!request.isObject()) {
      throw new IllegalArgumentException("a request must be a JSON object with an 'op'");
    }
    JsonNode id = id(request);
    String op = text(request, "op");
    return switch (op) {
      case "subscribe" ->
          new ClientOp.Subscribe(id, wish(request), request.path("snapshot").asBoolean(true));
      case "resume" -> resume(id, request);
      case "unsubscribe" -> new ClientOp.Unsubscribe(id, name(request));
      case "ping" -> new ClientOp.Ping(id);
      default ->
          throw new IllegalArgumentException(
              "op must be subscribe, resume, unsubscribe or ping, was '" + op + "'");
    };
  }

  /// What the answer carries: a short text or a number.
  static JsonNode id(JsonNode request) {
    JsonNode id = request.path("id");
    boolean fits = id.isIntegralNumber() || (id.isString() && id.stringValue().length() <= LONGEST);
    return fits ? id : request.path("no such member");
  }

  private ClientOp.Wish wish(JsonNode request) {
    return new ClientOp.Wish(
        text(request, "ch"),
        name(request),
        names(request, "sym"),
        names(request, "detail"),
        mode(request),
        maxHz(request));
  }

  private static String name(JsonNode request) {
    return request.has("sub") ? text(request, "sub") : text(request, "ch");
  }

  private ClientOp.Resume resume(JsonNode id, JsonNode request) {
    JsonNode from = request.path("fromSeq");
    Map<String, Long> byKey = new LinkedHashMap<>();
    OptionalLong all = OptionalLong.empty();
    if (from.isObject() && from.size() <= maxKeys) {
      from.properties().forEach(each -> byKey.put(each.getKey(), seq(each.getValue())));
    } else if (from.isIntegralNumber()) {
      all = OptionalLong.of(seq(from));
    } else {
      throw new IllegalArgumentException(
          "fromSeq must be a number, or an object of at most %d numbers by key".formatted(maxKeys));
    }
    return new ClientOp.Resume(id, wish(request), byKey, all);
  }

  private static long seq(JsonNode number) {
    if (!number.canConvertToLong() || !number.isIntegralNumber() || number.longValue() < 0) {
      throw new IllegalArgumentException("fromSeq must be 0 or more, was " + number);
    }
    return number.longValue();
  }

  private static String text(JsonNode request, String name) {
    JsonNode member = request.path(name);
    boolean fits = member.isString() && !member.stringValue().isBlank();
    if (!fits || member.stringValue().length() > LONGEST) {
      throw new IllegalArgumentException(
          "'%s' must be a text of 1 to %d characters".formatted(name, LONGEST));
    }
    return member.stringValue();
  }

  private Set<String> names(JsonNode request, String name) {
    JsonNode member = request.path(name);
    if (member.isMissingNode()) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    boolean fits = member.isArray() && !member.isEmpty() && member.size() <= maxKeys;
    for (JsonNode each : member) {
      fits &= each.isString() && each.stringValue().length() <= LONGEST;
      names.add(each.asString(""));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "'%s' must be an array of 1 to %d texts".formatted(name, maxKeys));
    }
    return names.contains(ALL) ? Set.of() : names;
  }

  private static @Nullable DeltaMode mode(JsonNode request) {
    JsonNode mode = request.path("mode");
    if (mode.isMissingNode()) {
      return null;
    }
    for (DeltaMode each : DeltaMode.values()) {
      if (each.name().equalsIgnoreCase(mode.asString(""))) {
        return each;
      }
    }
    throw new IllegalArgumentException("mode must be RAW, MERGE, DISTINCT or COMMAND, was " + mode);
  }

  private static @Nullable Double maxHz(JsonNode request) {
    JsonNode maxHz = request.path("maxHz");
    if (maxHz.isMissingNode()) {
      return null;
    }
    if (!maxHz.isNumber() || !(maxHz.doubleValue() >= 0.001)) {
      throw new IllegalArgumentException("maxHz must be 0.001 or more, was " + maxHz);
    }
    return maxHz.doubleValue();
  }
}
