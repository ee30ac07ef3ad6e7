package dev.nautilus.bus.codec;

import dev.nautilus.bus.PayloadCodec;
import java.nio.ByteBuffer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/// Payloads as JSON in UTF-8.
final class JsonCodec<P> implements PayloadCodec<P> {
  private final String name;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  JsonCodec(String name, Class<P> payload) {
    this.name = name;
    this.reader = PayloadJson.mapper().readerFor(payload);
    this.writer = PayloadJson.mapper().writerFor(payload);
  }

  @Override
  public byte[] encode(P payload) {
    try {
      return writer.writeValueAsBytes(payload);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "cannot encode a %s: %s".formatted(name, e.getOriginalMessage()), e);
    }
  }

  @Override
  public P decode(ByteBuffer body) {
    byte[] bytes;
    int from = 0;
    int length = body.remaining();
    if (body.hasArray()) {
      bytes = body.array();
      from = body.arrayOffset() + body.position();
    } else {
      bytes = new byte[length];
      body.duplicate().get(bytes);
    }
    if (!Utf8.isValid(bytes, from, length)) {
      // Jackson takes half a surrogate pair in the name of a property, and would not take it again.
      throw new IllegalArgumentException("not a " + name + ", must be UTF-8");
    }
    P payload;
    try {
      payload = reader.readValue(bytes, from, length);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "not a %s, at byte %d of %d%s: %s"
              .formatted(
                  name,
                  e.getLocation().getByteOffset(),
                  length,
                  e.getPath().isEmpty() ? "" : " in " + field(e),
                  e.getOriginalMessage()),
          e);
    }
    if (payload == null) {
      throw new IllegalArgumentException("not a " + name + ", but null");
    }
    return payload;
  }

  /// `data[0].price`, without the class names Jackson puts there.
  private static String field(JacksonException e) {
    StringBuilder field = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return field.toString();
  }
}
