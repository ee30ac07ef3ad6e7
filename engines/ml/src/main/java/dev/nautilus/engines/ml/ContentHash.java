package dev.nautilus.engines.ml;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.DoubleConsumer;

/// Hash over numbers, in the order given: equal numbers, equal hash.
final class ContentHash implements DoubleConsumer {
  private static final int DIGITS = 16;

  private final MessageDigest digest = InputLayout.sha256();
  private final ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES);

  @Override
  public void accept(double number) {
    bytes.clear();
    bytes.putDouble(0, number);
    digest.update(bytes);
  }

  /// The first 16 hexadecimal digits.
  String text() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
