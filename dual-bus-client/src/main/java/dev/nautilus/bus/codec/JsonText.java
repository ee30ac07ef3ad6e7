package dev.nautilus.bus.codec;

import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Messages as text for people and for tools that read lines, whatever their encoding on the wire.
public final class JsonText {
  private JsonText() {}

  /// A message as one line of JSON without a line break: the type, what the envelope says, then the
  /// payload. What the envelope does not have is left out.
  public static String line(Message<?> message) {
    Envelope envelope = message.envelope();
    ObjectNode line = PayloadJson.mapper().createObjectNode();
    line.put("type", message.type().name());
    line.put("id", envelope.id().toString());
    line.put("sender", envelope.sender().name());
    line.put("instance", envelope.senderInstance());
    line.put("sentAt", envelope.sentAt().toString());
    line.put("priority", envelope.priority().name());
    line.put("key", envelope.key());
    putIfThere(line, "correlationId", envelope.correlationId());
    putIfThere(line, "replyTo", envelope.replyTo());
    putIfThere(line, "deadline", envelope.deadline());
    putIfThere(line, "traceParent", envelope.traceParent());
    putIfThere(line, "origin", envelope.origin());
    putIfTrue(line, "redelivered", envelope.redelivered());
    putIfTrue(line, "snapshot", envelope.snapshot());
    line.putPOJO("payload", message.payload());
    return PayloadJson.mapper().writeValueAsString(line);
  }

  /// A payload alone, as one line of JSON.
  public static String payload(Object payload) {
    return PayloadJson.mapper().writeValueAsString(payload);
  }

  private static void putIfThere(ObjectNode line, String name, @Nullable Object value) {
    if (value != null) {
      line.put(name, value.toString());
    }
  }

  private static void putIfTrue(ObjectNode line, String name, boolean value) {
    if (value) {
      line.put(name, true);
    }
  }
}
