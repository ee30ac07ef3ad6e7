package dev.nautilus.bus.codec;

import dev.nautilus.message.MarketDatum;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;

/// Runs a [Layout]: what is the same for all of them, and what a broken body is answered with.
final class LayoutCodec<P extends MarketDatum> implements InPlaceCodec<P> {
  private final Layout<P> layout;

  LayoutCodec(Layout<P> layout) {
    this.layout = layout;
  }

  @Override
  public byte[] encode(P payload) {
    byte[] bytes = new byte[size(payload)];
    encode(payload, bytes, 0);
    return bytes;
  }

  @Override
  public int size(P payload) {
    return Short.BYTES
        + layout.block()
        + LayoutWriter.sizeOf(payload.instrument().value())
        + LayoutWriter.sizeOf(payload.provenance().source().name())
        + layout.extraBytes(payload);
  }

  @Override
  public void encode(P payload, byte[] bytes, int at) {
    LayoutWriter out = new LayoutWriter(bytes, at);
    out.unsignedShort(layout.block());
    out.provenance(payload.provenance());
    layout.putBlock(out, payload);
    out.text(payload.instrument().value());
    out.text(payload.provenance().source().name());
    layout.putExtra(out, payload);
  }

  @Override
  public P decode(ByteBuffer body) {
    byte[] bytes;
    int from = 0;
    if (body.hasArray()) {
      bytes = body.array();
      from = body.arrayOffset() + body.position();
    } else {
      bytes = new byte[body.remaining()];
      body.duplicate().get(bytes);
    }
    return decode(new LayoutReader(), bytes, from, body.remaining());
  }

  @Override
  public P decode(LayoutReader in, byte[] bytes, int from, int length) {
    try {
      in.begin(bytes, from, length, layout.block());
      return layout.read(in);
    } catch (IllegalArgumentException | DateTimeException | BufferUnderflowException e) {
      String why = e instanceof BufferUnderflowException ? "ends too early" : e.getMessage();
      throw new IllegalArgumentException(
          "not a %s, at byte %d of %d: %s".formatted(layout.name(), in.position(), length, why), e);
    }
  }
}
