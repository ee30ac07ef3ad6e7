package dev.nautilus.bus.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// UTF-8 without a throw-away array for the texts that are nearly always ASCII.
final class Utf8 {
  private Utf8() {}

  /// Encoded length in bytes.
  static int length(String text) {
    return isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Writes the encoded text at the buffer's position.
  static void put(ByteBuffer target, String text) {
    if (!isAscii(text)) {
      target.put(text.getBytes(StandardCharsets.UTF_8));
      return;
    }
    byte[] array = target.array();
    int at = target.arrayOffset() + target.position();
    for (int i = 0; i < text.length(); i++) {
      array[at + i] = (byte) text.charAt(i);
    }
    target.position(target.position() + text.length());
  }

  /// Whether these bytes are UTF-8; looks closely only where one is not ASCII.
  static boolean isValid(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        return decodes(bytes, from, length);
      }
    }
    return true;
  }

  private static boolean decodes(byte[] bytes, int from, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
