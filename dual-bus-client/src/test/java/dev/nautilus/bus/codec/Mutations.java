package dev.nautilus.bus.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Damages frames in the ways a wire, a faulty publisher and an attacker do. The same seed makes
/// the same damage. One thread.
final class Mutations {
  private static final long[] EXTREMES = {
    0,
    1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x100,
    1024,
    1025,
    4096,
    4097,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x100_0000,
    0x100_0001,
    0x7FFF_FFFFL,
    0x8000_0000L,
    -1,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final SplittableRandom random;
  private final List<Original> originals;
  private boolean slight;

  /// A frame to damage.
  ///
  /// @param bytes as it was encoded
  /// @param places its fields, as [WireReader#places] gives them
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Original(byte[] bytes, int[] places) {
    /// A right frame; places inside its bodies are added by whoever knows them.
    static Original of(byte[] frame) {
      WireReader reader = new WireReader();
      if (reader.read(frame) != null) {
        throw new IllegalArgumentException("must be a frame");
      }
      return new Original(frame, reader.places());
    }
  }

  Mutations(long seed, List<Original> originals) {
    this.random = new SplittableRandom(seed);
    this.originals = originals;
  }

  /// A damaged copy of an original, seven of ten under a length and a checksum that fit.
  byte[] next(Original original) {
    slight = false;
    int seal = random.nextInt(20);
    if (seal == 0) {
      slight = true;
      return flipped(original.bytes().clone());
    }
    byte[] bytes = damaged(original, original.bytes());
    for (int more = random.nextInt(6); more >= 4; more--) {
      bytes = damaged(original, bytes);
    }
    if (bytes.length >= WireReader.FIXED && seal > 3) {
      if (seal > 5) {
        ByteBuffer.wrap(bytes).putInt(WireReader.AT_LENGTH, bytes.length);
      }
      ByteBuffer.wrap(bytes).putInt(WireReader.AT_CHECKSUM, WireReader.checksum(bytes));
    }
    return bytes;
  }

  /// Whether the last mutant differs from its original in at most three bits and nothing was
  /// sealed: CRC-32C notices each such damage for certain, not only nearly always.
  boolean wasSlight() {
    return slight;
  }

  private byte[] damaged(Original original, byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    return switch (random.nextInt(16)) {
      case 0, 1 -> flipped(bytes.clone());
      case 2, 3 -> overwritten(bytes.clone());
      case 4, 5, 6, 7, 8 -> extreme(original, bytes.clone());
      case 9 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 10 -> extended(bytes);
      case 11, 12 -> spliced(bytes, originals.get(random.nextInt(originals.size())).bytes());
      case 13 -> shifted(bytes);
      case 14 -> bodyTouched(bytes.clone());
      default -> flagged(bytes.clone());
    };
  }

  private byte[] flipped(byte[] bytes) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] overwritten(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextInt(4) == 0 ? 16 : 4));
    int kind = random.nextInt(4);
    for (int i = from; i < to; i++) {
      bytes[i] = (byte) (kind == 0 ? 0 : kind == 1 ? 0xFF : random.nextInt());
    }
    return bytes;
  }

  /// A length, count, index or number at the edge of its range, or one off.
  private byte[] extreme(Original original, byte[] bytes) {
    int place = original.places()[random.nextInt(original.places().length)];
    int at = place >> 4;
    int width = place & 0xF;
    if (at + width > bytes.length) {
      return bytes;
    }
    long was = 0;
    for (int i = 0; i < width; i++) {
      was = was << 8 | (bytes[at + i] & 0xFF);
    }
    long value =
        switch (random.nextInt(4)) {
          case 0 -> was + 1 - 2L * random.nextInt(2);
          case 1 -> bytes.length - at - width + random.nextInt(3) - 1L;
          default -> EXTREMES[random.nextInt(EXTREMES.length)];
        };
    for (int i = width - 1; i >= 0; i--) {
      bytes[at + i] = (byte) value;
      value >>= 8;
    }
    return bytes;
  }

  private byte[] extended(byte[] bytes) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(64));
    int kind = random.nextInt(3);
    for (int i = bytes.length; i < longer.length && kind > 0; i++) {
      longer[i] = (byte) (kind == 1 ? 0xFF : random.nextInt());
    }
    return longer;
  }

  /// The head of one frame and the tail of another.
  private byte[] spliced(byte[] head, byte[] tail) {
    int cut = random.nextInt(head.length + 1);
    int from = random.nextInt(4) == 0 ? Math.min(cut, tail.length) : random.nextInt(tail.length);
    byte[] both = Arrays.copyOf(head, cut + tail.length - from);
    System.arraycopy(tail, from, both, cut, tail.length - from);
    return both;
  }

  /// A few bytes lost, or said twice.
  private byte[] shifted(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(16), bytes.length - at);
    int from = random.nextBoolean() ? at : at + length;
    int to = from == at ? at + length : at;
    byte[] other = Arrays.copyOf(bytes, bytes.length + to - from);
    System.arraycopy(bytes, from, other, to, bytes.length - from);
    return other;
  }

  /// Near the end there is most often a body: the frame stays right, its payload may not.
  private byte[] bodyTouched(byte[] bytes) {
    int at = bytes.length - 1 - random.nextInt(Math.min(bytes.length, 48));
    bytes[at] = (byte) random.nextInt();
    return bytes;
  }

  private byte[] flagged(byte[] bytes) {
    if (bytes.length < WireReader.FIXED) {
      return bytes;
    }
    if (random.nextInt(4) == 0) {
      bytes[2] = (byte) random.nextInt();
    } else {
      bytes[3] = (byte) (random.nextBoolean() ? random.nextInt(16) : random.nextInt());
    }
    return bytes;
  }
}
