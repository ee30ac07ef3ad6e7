package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  private static final int WIDEST = 40;

  /// Texts of every length at every place of an array, the last byte of it included, and among
  /// bytes that are no part of them.
  @Test
  void isValid_randomBytesAnywhereInAnArray_saysWhatTheDecoderSays() {
    Random random = new Random(20261127);
    int valid = 0;
    for (int trial = 0; trial < 200_000; trial++) {
      byte[] bytes = new byte[1 + random.nextInt(WIDEST)];
      random.nextBytes(bytes);
      int from = random.nextInt(bytes.length + 1);
      int length = random.nextInt(bytes.length - from + 1);
      for (int i = from; i < from + length; i++) {
        bytes[i] = random.nextInt(WIDEST) == 0 ? bytes[i] : (byte) (bytes[i] & 0x7F);
      }
      boolean expected = decodes(bytes, from, length);
      valid += expected ? 1 : 0;
      assertThat(Utf8.isValid(bytes, from, length))
          .as("bytes %s from %d, %d of them", bytes, from, length)
          .isEqualTo(expected);
    }
    assertThat(valid).isBetween(100_000, 199_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ESPAÑA", "ČEZ.PR", "日経225", "BRK.B and more than eight 🏦"})
  void isValid_textsOfManyAlphabets_areValidAndNotWhenCutInTheMiddle(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8.isValid(bytes, 0, bytes.length)).isTrue();
    for (int cut = 0; cut < bytes.length; cut++) {
      assertThat(Utf8.isValid(bytes, 0, cut)).isEqualTo(decodes(bytes, 0, cut));
    }
  }

  private static boolean decodes(byte[] bytes, int from, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
