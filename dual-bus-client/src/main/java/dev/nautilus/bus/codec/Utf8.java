package dev.nautilus.bus.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// UTF-8 without a throw-away array for the texts that are nearly always ASCII.
final class Utf8 {
  private static final long NOT_ASCII = 0x8080808080808080L;

  private Utf8() {}

  /// Encoded length in bytes.
  static int length(String text) {
    return isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Writes the encoded text, and advances the buffer by it.
  static void put(ByteBuffer target, String text) {
    put(target.array(), target.arrayOffset() + target.position(), text);
    target.position(target.position() + length(text));
  }

  /// Writes the encoded text at a place of an array.
  static void put(byte[] target, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next >= 0x80) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, target, at, encoded.length);
        return;
      }
      target[at + i] = (byte) next;
    }
  }

  /// Whether these bytes are UTF-8; looks closely only where one is not ASCII.
  static boolean isValid(byte[] bytes, int from, int length) {
    return isAscii(bytes, from, length) || decodes(bytes, from, length);
  }

  /// Eight bytes at a time: keys and codes are so short that a loop over their bytes costs more
  /// than the rest of reading them.
  private static boolean isAscii(byte[] bytes, int from, int length) {
    int end = from + length;
    int at = from;
    while (at + Long.BYTES <= end) {
      if ((BigEndian.getLong(bytes, at) & NOT_ASCII) != 0) {
        return false;
      }
      at += Long.BYTES;
    }
    if (at == end) {
      return true;
    }
    if (at + Long.BYTES <= bytes.length) {
      // The first of them; what follows the text is pushed out.
      return ((BigEndian.getLong(bytes, at) & NOT_ASCII) >>> (Long.SIZE - Byte.SIZE * (end - at)))
          == 0;
    }
    int or = 0;
    for (; at < end; at++) {
      or |= bytes[at];
    }
    return or >= 0;
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
