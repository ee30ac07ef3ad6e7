package dev.nautilus.bus.lettuce;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The fields of an entry of main Redis in one array, as they are handed from Netty's thread to the
/// reading one: names and values by turns, each behind its length.
final class FieldList {
  private FieldList() {}

  /// Adds a name or a value.
  static void add(ByteArrayOutputStream list, byte[] text) {
    list.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
    list.writeBytes(text);
  }

  /// The values by name, in order; of a name that comes twice the last.
  static Map<String, byte[]> read(PooledFrame list) {
    ByteBuffer in = ByteBuffer.wrap(list.bytes(), 0, list.length());
    Map<String, byte[]> fields = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      String name = new String(next(in), StandardCharsets.UTF_8);
      fields.put(name, next(in));
    }
    return fields;
  }

  private static byte[] next(ByteBuffer in) {
    byte[] text = new byte[in.getInt()];
    in.get(text);
    return text;
  }

  /// The same as lines `name=value`.
  static byte[] lines(PooledFrame list) {
    ByteBuffer in = ByteBuffer.wrap(list.bytes(), 0, list.length());
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    while (in.hasRemaining()) {
      lines.writeBytes(next(in));
      lines.write('=');
      lines.writeBytes(next(in));
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
