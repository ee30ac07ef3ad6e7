package dev.nautilus.hub.vendor.yahoo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads the protobuf wire format field by field, trusting no length.
///
/// Written by hand: one flat message of scalars needs these few lines, while the protobuf library
/// would bring a compiler plugin, generated code and 1.5 MB for it.
///
/// **Threads** Confined to one.
final class ProtoReader {
  private static final int MOST_VARINT_BYTES = 10;

  private final ByteBuffer in;
  private int field;
  private int wireType;

  ProtoReader(byte[] message) {
    this.in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The message is not protobuf, or is cut off.
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }
  }

  /// Moves to the next field; false at the end.
  boolean next() throws MalformedException {
    if (!in.hasRemaining()) {
      return false;
    }
    long tag = varint();
    if (tag < 8 || tag > 0xFFFF_FFFFL) {
      throw new MalformedException("tag out of range: " + tag);
    }
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    return true;
  }

  int field() {
    return field;
  }

  float float32() throws MalformedException {
    expect(5);
    need(Float.BYTES);
    return in.getFloat();
  }

  long sint64() throws MalformedException {
    expect(0);
    long raw = varint();
    return (raw >>> 1) ^ -(raw & 1);
  }

  String string() throws MalformedException {
    expect(2);
    int length = length();
    String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }

  void skip() throws MalformedException {
    switch (wireType) {
      case 0 -> varint();
      case 1 -> advance(Long.BYTES);
      case 2 -> advance(length());
      case 5 -> advance(Integer.BYTES);
      default -> throw new MalformedException("wire type " + wireType + " is not supported");
    }
  }

  private void expect(int type) throws MalformedException {
    if (wireType != type) {
      throw new MalformedException(
          "field %d has wire type %d, expected %d".formatted(field, wireType, type));
    }
  }

  private int length() throws MalformedException {
    long length = varint();
    if (length < 0 || length > in.remaining()) {
      throw new MalformedException(
          "length %d exceeds the %d bytes left".formatted(length, in.remaining()));
    }
    return (int) length;
  }

  private long varint() throws MalformedException {
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES; i++) {
      need(1);
      byte part = in.get();
      value |= (long) (part & 0x7F) << (7 * i);
      if (part >= 0) {
        return value;
      }
    }
    throw new MalformedException("a varint has more than 10 bytes");
  }

  private void advance(int bytes) throws MalformedException {
    need(bytes);
    in.position(in.position() + bytes);
  }

  private void need(int bytes) throws MalformedException {
    if (in.remaining() < bytes) {
      throw new MalformedException("cut off after " + in.position() + " bytes");
    }
  }
}
