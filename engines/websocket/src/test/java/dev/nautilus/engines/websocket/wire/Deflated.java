package dev.nautilus.engines.websocket.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Messages as RFC 7692 compresses them: raw DEFLATE, flushed, without the four bytes 00 00 ff ff
/// at the end (7.2.1). One for each direction of a connection.
public final class Deflated {
  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  private final boolean takeover;
  private final Inflater inflater = new Inflater(true);
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

  /// @param takeover whether a message may refer to the ones before it
  public Deflated(boolean takeover) {
    this.takeover = takeover;
  }

  /// The message of a payload.
  ///
  /// @throws IllegalArgumentException when it is not compressed in this form
  public byte[] decode(byte[] payload) {
    byte[] whole = Arrays.copyOf(payload, payload.length + TAIL.length);
    System.arraycopy(TAIL, 0, whole, payload.length, TAIL.length);
    if (!takeover) {
      inflater.reset();
    }
    inflater.setInput(whole);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    byte[] buffer = new byte[4_096];
    try {
      for (int read = inflater.inflate(buffer); read > 0; read = inflater.inflate(buffer)) {
        message.write(buffer, 0, read);
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("the payload is not compressed: " + e.getMessage(), e);
    }
    return message.toByteArray();
  }

  /// The payload of a message.
  public byte[] encode(byte[] message) {
    if (!takeover) {
      deflater.reset();
    }
    deflater.setInput(message);
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    byte[] buffer = new byte[4_096];
    int written = buffer.length;
    while (written == buffer.length) {
      written = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      payload.write(buffer, 0, written);
    }
    byte[] all = payload.toByteArray();
    return Arrays.copyOf(all, all.length - TAIL.length);
  }
}
