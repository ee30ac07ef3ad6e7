package dev.nautilus.engines.websocket.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One frame of RFC 6455, 5.2.
///
/// @param fin whether the message ends with it
/// @param compressed RSV1: the message is compressed (RFC 7692, 6)
/// @param opcode what it is
/// @param masked whether it was masked, as a browser's must be
/// @param payload unmasked
@SuppressWarnings("ArrayRecordComponent") // read by tests only, never compared
public record WireFrame(
    boolean fin, boolean compressed, Opcode opcode, boolean masked, byte[] payload) {

  /// RFC 6455, 11.8.
  public enum Opcode {
    CONTINUATION(0),
    TEXT(1),
    BINARY(2),
    CLOSE(8),
    PING(9),
    PONG(10);

    private final int number;

    Opcode(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }

    static Opcode of(int number) throws IOException {
      for (Opcode each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new IOException("opcode must be 0, 1, 2, 8, 9 or 10, was " + number);
    }
  }

  /// Reads a frame.
  public static WireFrame read(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    boolean masked = (second & 0x80) != 0;
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] mask = masked ? in.readNBytes(4) : new byte[4];
    byte[] payload = in.readNBytes(Math.toIntExact(length));
    if (payload.length < length) {
      throw new IOException("a frame of %d bytes ended after %d".formatted(length, payload.length));
    }
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new WireFrame(
        (first & 0x80) != 0, (first & 0x40) != 0, Opcode.of(first & 0x0f), masked, payload);
  }

  /// The bytes before the payload of an unmasked frame.
  public static byte[] header(int firstByte, long length) {
    ByteBuffer header = ByteBuffer.allocate(10).put((byte) firstByte);
    if (length < 126) {
      header.put((byte) length);
    } else if (length < 1 << 16) {
      header.put((byte) 126).putShort((short) length);
    } else {
      header.put((byte) 127).putLong(length);
    }
    byte[] bytes = new byte[header.position()];
    header.flip().get(bytes);
    return bytes;
  }

  /// The bytes of a frame as a browser sends it: masked.
  ///
  /// @param firstByte FIN, RSV and opcode, right or wrong
  public static byte[] masked(int firstByte, byte[] payload, int key) {
    byte[] header = header(firstByte, payload.length);
    header[1] |= (byte) 0x80;
    byte[] mask = ByteBuffer.allocate(4).putInt(key).array();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header);
    bytes.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      bytes.write(payload[i] ^ mask[i % 4]);
    }
    return bytes.toByteArray();
  }

  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /// The code of a close frame; 1005 when it has none.
  public int closeCode() {
    return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
  }
}
