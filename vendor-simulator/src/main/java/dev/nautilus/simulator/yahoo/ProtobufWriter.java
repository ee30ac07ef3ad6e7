package dev.nautilus.simulator.yahoo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the few protobuf field kinds that one message needs. By hand, because a generated class
/// would bring a compiler binary into the build and a run-time library into every test for these
/// forty lines; the format (varints, zigzag, little-endian fixed) is frozen since 2008.
final class ProtobufWriter {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  ProtobufWriter text(int field, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      tag(field, LENGTH);
      varint(bytes.length);
      out.writeBytes(bytes);
    }
    return this;
  }

  ProtobufWriter number(int field, float value) {
    if (value != 0) {
      tag(field, FIXED_32);
      fixed(Float.floatToIntBits(value), Float.BYTES);
    }
    return this;
  }

  ProtobufWriter number(int field, double value) {
    if (value != 0) {
      tag(field, FIXED_64);
      fixed(Double.doubleToLongBits(value), Double.BYTES);
    }
    return this;
  }

  ProtobufWriter unsigned(int field, long value) {
    if (value != 0) {
      tag(field, VARINT);
      varint(value);
    }
    return this;
  }

  /// Zigzag: small negative numbers stay short.
  ProtobufWriter signed(int field, long value) {
    return unsigned(field, (value << 1) ^ (value >> 63));
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void tag(int field, int kind) {
    varint(((long) field << 3) | kind);
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  private void fixed(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)));
    }
  }
}
