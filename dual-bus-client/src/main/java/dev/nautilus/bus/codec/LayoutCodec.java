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
    String instrument = payload.instrument().value();
    String source = payload.provenance().source().name();
    LayoutWriter out =
        new LayoutWriter(
            Short.BYTES
                + layout.block()
                + LayoutWriter.sizeOf(instrument)
                + LayoutWriter.sizeOf(source)
                + layout.extraBytes(payload));
    out.unsignedShort(layout.block());
    out.provenance(payload.provenance());
    layout.putBlock(out, payload);
    out.text(instrument);
    out.text(source);
    layout.putExtra(out, payload);
    return out.bytes();
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
