package dev.nautilus.simulator;

import dev.nautilus.simulator.serve.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A fault as ordered in JSON over the control port. Field names are exact: a misspelled one is
/// refused, because a fault that silently lasts for ever is worse than none.
final class FaultOrder {
  static final String EXAMPLE = "{\"kind\":\"SLOW\",\"count\":3,\"delayMs\":200}";

  private static final Set<String> FIELDS =
      new TreeSet<>(Set.of("kind", "channel", "pathPrefix", "delayMs", "count", "durationMs"));

  private FaultOrder() {}

  /// @throws IllegalArgumentException with what is allowed
  static Fault parse(JsonNode order, Instant now) {
    if (!order.isObject()) {
      throw new IllegalArgumentException("must be an object such as " + EXAMPLE);
    }
    for (String field : order.propertyNames()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException("fields must be of " + FIELDS + ", was " + field);
      }
    }
    Fault fault = Fault.of(constant(Fault.Kind.class, order, "kind", ""));
    fault = fault.delayedBy(Duration.ofMillis(number(order, "delayMs", 0)));
    fault = fault.onPath(text(order, "pathPrefix", "/"));
    if (order.has("count")) {
      fault = fault.times((int) Math.min(Integer.MAX_VALUE, number(order, "count", 1)));
    }
    if (order.has("durationMs")) {
      fault = fault.until(now.plusMillis(number(order, "durationMs", 0)));
    }
    Fault.Channel channel = constant(Fault.Channel.class, order, "channel", "HTTP");
    return channel == Fault.Channel.STREAM ? fault.onStreams() : fault;
  }

  private static <E extends Enum<E>> E constant(
      Class<E> type, JsonNode order, String field, String otherwise) {
    String text = text(order, field, otherwise);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    field
                        + " must be one of "
                        + Arrays.toString(type.getEnumConstants())
                        + ", was "
                        + text));
  }

  private static String text(JsonNode order, String field, String otherwise) {
    JsonNode node = order.path(field);
    if (node.isMissingNode()) {
      return otherwise;
    }
    if (!node.isString()) {
      throw new IllegalArgumentException(field + " must be text, was " + node);
    }
    return node.stringValue();
  }

  private static long number(JsonNode order, String field, long otherwise) {
    JsonNode node = order.path(field);
    if (node.isMissingNode()) {
      return otherwise;
    }
    if (!node.canConvertToLong() || !node.isIntegralNumber() || node.longValue() < 0) {
      throw new IllegalArgumentException(field + " must be a whole number from 0, was " + node);
    }
    return node.longValue();
  }
}
