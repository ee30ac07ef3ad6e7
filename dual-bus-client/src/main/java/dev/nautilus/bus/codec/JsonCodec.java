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
    P payload;
    try {
      payload = reader.readValue(bytes, from, length);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "not a %s, at byte %s of %d: %s"
              .formatted(name, offset(e, from), length, e.getOriginalMessage()),
          e);
    }
    if (payload == null) {
      throw new IllegalArgumentException("not a " + name + ", but null");
    }
    return payload;
  }

  private static String offset(JacksonException e, int from) {
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return at < 0 ? "?" : String.valueOf(at - from);
  }
}
