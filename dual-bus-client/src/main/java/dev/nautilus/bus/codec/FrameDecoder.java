package dev.nautilus.bus.codec;

/// Bytes into a [Frame] of its own, that may be kept. Who reads many takes a [FrameReader].
public final class FrameDecoder {
  private FrameDecoder() {}

  /// Decodes a frame. The bytes are not copied: leave them alone afterwards.
  ///
  /// @throws CorruptFrameException if they are not a frame; nothing else, whatever they hold
  public static Frame decode(byte[] bytes) {
    return new FrameReader().read(bytes, bytes.length);
  }
}
