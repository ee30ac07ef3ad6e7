package dev.nautilus.bus.codec;

import dev.nautilus.bus.PayloadCodec;

/// A codec that decodes where the bytes are, with a reader that is used again.
interface InPlaceCodec<P> extends PayloadCodec<P> {
  /// Decodes what stands at a place of an array.
  ///
  /// @throws IllegalArgumentException when the bytes are not a valid payload
  P decode(LayoutReader in, byte[] bytes, int from, int length);
}
