package dev.nautilus.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nautilus.bus.codec.CorruptFrameException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameCorruptionTest {
  private static final long INCARNATION = 0x1122334455667788L;

  /// Length of the sample's sender and instance with their length bytes.
  private static final int NAMES = 1 + 4 + 1 + 6;

  private static final int TYPE_TABLE = FrameLayout.FIXED_HEADER + NAMES;
  private static final int FIRST_MESSAGE = TYPE_TABLE + 7 + 12;

  private static CorruptFrameException refusal(byte[] bytes) {
    CorruptFrameException refusal =
        catchThrowableOfType(CorruptFrameException.class, () -> FrameDecoder.decode(bytes));
    assertThat(refusal).as("refusal of %d bytes", bytes.length).isNotNull();
    return refusal;
  }

  private static byte[] sampleWith(int at, int value) {
    byte[] bytes = Frames.sample();
    bytes[at] = (byte) value;
    return bytes;
  }

  @Test
  void decode_foreignBytes_isMagic() {
    assertThat(refusal("hello, world".getBytes(StandardCharsets.US_ASCII)).reason())
        .isEqualTo(Reason.MAGIC);
    assertThat(refusal(sampleWith(0, 'n')).reason()).isEqualTo(Reason.MAGIC);
  }

  @Test
  void decode_otherVersion_saysWhich() {
    CorruptFrameException refusal = refusal(sampleWith(FrameLayout.AT_VERSION, 200));
    assertThat(refusal.reason()).isEqualTo(Reason.VERSION);
    assertThat(refusal.version()).hasValue(200);
    assertThat(refusal).hasMessageContaining("found 200");
    assertThat(refusal.incarnation()).isEmpty();
  }

  @Test
  void decode_unknownCriticalFlag_isVersion() {
    CorruptFrameException refusal =
        refusal(Frames.resealed(sampleWith(FrameLayout.AT_FLAGS, 0x10)));
    assertThat(refusal.reason()).isEqualTo(Reason.VERSION);
    assertThat(refusal.version()).hasValue(1);
  }

  @Test
  void decode_unknownHarmlessFlag_isRead() {
    Frame frame = FrameDecoder.decode(Frames.resealed(sampleWith(FrameLayout.AT_FLAGS, 0x0F)));
    assertThat(frame.header()).isEqualTo(Frames.HEADER);
  }

  @Test
  void decode_moreThan16Mebibytes_isOversize() {
    assertThat(refusal(Arrays.copyOf(Frames.sample(), (16 << 20) + 1)).reason())
        .isEqualTo(Reason.OVERSIZE);
  }

  @Test
  void decode_lengthBeyond16Mebibytes_isOversize() {
    assertThat(refusal(sampleWith(FrameLayout.AT_LENGTH, 0xFF)).reason())
        .isEqualTo(Reason.OVERSIZE);
  }

  @Test
  void decode_everyPrefix_isTruncated() {
    byte[] sample = Frames.sample();
    for (int length = 0; length < sample.length; length++) {
      assertThat(refusal(Arrays.copyOf(sample, length)).reason())
          .as("%d bytes", length)
          .isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void decode_trailingBytes_isMalformed() {
    byte[] sample = Frames.sample();
    assertThat(refusal(Arrays.copyOf(sample, sample.length + 1)).reason())
        .isEqualTo(Reason.MALFORMED);
    assertThat(refusal(Frames.resized(sample, sample.length + 1)).reason())
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void decode_anyBitFlipped_isNoticed() {
    byte[] sample = Frames.sample();
    for (int bit = 0; bit < sample.length * 8; bit++) {
      byte[] flipped = sample.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Reason reason = refusal(flipped).reason();
      if (bit / 8 >= FrameLayout.AT_CHECKSUM) {
        assertThat(reason).as("bit %d", bit).isEqualTo(Reason.CHECKSUM);
      }
    }
  }

  @Test
  void decode_damagedBody_stillSaysWhoseItIs() {
    byte[] bytes = Frames.sample();
    bytes[bytes.length - 1] ^= 1;
    CorruptFrameException refusal = refusal(bytes);
    assertThat(refusal.reason()).isEqualTo(Reason.CHECKSUM);
    assertThat(refusal.incarnation()).hasValue(INCARNATION);
    assertThat(refusal.firstSequence()).hasValue(41);
    assertThat(refusal.version()).isEmpty();
  }

  /// What a faulty publisher could send under a right checksum; offsets from the first message on
  /// are relative to it.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "first sequence negative, 20, 255",
    "previous millis negative, 28, 255",
    "previous sequence negative, 36, 255",
    "more than 4096 messages, 44, 17",
    "one message more than there is, 45, 4",
    "one message less than there is, 45, 2",
    "more than 255 types, 46, 1",
    "fewer types than used, 47, 1",
    "sender without a name, 48, 0",
    "sender in capitals, 49, 65",
    "instance with a space, 54, 32",
    "type name empty, 60, 0",
    "type name too long, 60, 64",
    "type name not ASCII, 61, 200",
    "type version 0, 66, 0",
    "type index beyond the table, 79, 2",
    "reserved message bits, 80, 2",
    "priority 7, 81, 7",
    "optional field that is not there, 81, 17",
    "key beyond the end, 90, 255",
    "key not UTF-8, 92, 255",
    "body beyond the end, 96, 255",
    "body one byte short, 99, 6",
  })
  void decode_brokenLayoutUnderRightChecksum_isMalformed(String what, int at, int value) {
    CorruptFrameException refusal = refusal(Frames.resealed(sampleWith(at, value)));
    assertThat(refusal.reason()).as(what).isEqualTo(Reason.MALFORMED);
    assertThat(refusal.incarnation()).hasValue(INCARNATION);
  }

  @Test
  void sample_offsetsUsedAbove_areTheFirstMessages() {
    assertThat(FIRST_MESSAGE).isEqualTo(79);
    assertThat(ByteBuffer.wrap(Frames.sample()).getShort(FIRST_MESSAGE + FrameLayout.AT_KEY))
        .isEqualTo((short) "AAPL".length());
  }

  @Test
  void decode_everyPrefixUnderRightChecksum_isRefused() {
    byte[] sample = Frames.sample();
    for (int length = FrameLayout.FIXED_HEADER; length < sample.length; length++) {
      assertThat(refusal(Frames.resized(sample, length)).reason())
          .as("%d bytes", length)
          .isEqualTo(Reason.MALFORMED);
    }
  }
}
