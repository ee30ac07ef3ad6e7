package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.codec.BigEndian;
import dev.nautilus.bus.codec.Interned;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields of an entry of main Redis in one array, as they are handed from Netty's thread to the
/// reading one: names and values by turns, each behind its length. Written by one thread.
final class FieldList {
  private static final int FIRST = 1024;

  /// Longer texts are not kept: who writes to main Redis could fill our memory with them.
  private static final int LONGEST_KNOWN = 64;

  /// The same dozen names in every entry.
  private static final Interned<String> KNOWN = new Interned<>(Function.identity());

  private byte[] bytes = new byte[FIRST];
  private int length;

  /// Begins anew.
  void clear() {
    length = 0;
  }

  /// Adds a name or a value.
  void add(ByteBuffer text) {
    int size = text.remaining();
    int end = length + Integer.BYTES + size;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    BigEndian.putInt(bytes, length, size);
    text.get(text.position(), bytes, length + Integer.BYTES, size);
    length = end;
  }

  /// What was added, until more is.
  ByteBuffer content() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  /// The values by name, in order; of a name that comes twice the last.
  static Map<String, byte[]> read(PooledFrame list) {
    byte[] from = list.bytes();
    Map<String, byte[]> fields = new LinkedHashMap<>();
    int at = 0;
    while (at < list.length()) {
      int value = at + Integer.BYTES + BigEndian.getInt(from, at);
      String name = text(from, at + Integer.BYTES, value);
      at = value;
      int end = at + Integer.BYTES + BigEndian.getInt(from, at);
      fields.put(name, Arrays.copyOfRange(from, at + Integer.BYTES, end));
      at = end;
    }
    return fields;
  }

  /// The value of the first field of a name, without reading the others; null when there is none.
  /// For values that come again and again.
  static @Nullable String find(PooledFrame list, byte[] name) {
    byte[] from = list.bytes();
    int at = 0;
    while (at < list.length()) {
      int value = at + Integer.BYTES + BigEndian.getInt(from, at);
      int end = value + Integer.BYTES + BigEndian.getInt(from, value);
      if (Arrays.equals(from, at + Integer.BYTES, value, name, 0, name.length)) {
        return text(from, value + Integer.BYTES, end);
      }
      at = end;
    }
    return null;
  }

  private static String text(byte[] bytes, int from, int to) {
    return to - from <= LONGEST_KNOWN
        ? KNOWN.get(bytes, from, to - from)
        : new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /// The same as lines `name=value`.
  static byte[] lines(PooledFrame list) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    byte[] from = list.bytes();
    boolean named = false;
    int at = 0;
    while (at < list.length()) {
      int size = BigEndian.getInt(from, at);
      lines.write(from, at + Integer.BYTES, size);
      lines.write(named ? '\n' : '=');
      named = !named;
      at += Integer.BYTES + size;
    }
    return lines.toByteArray();
  }
}
