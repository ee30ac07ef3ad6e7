package dev.nautilus.bus.codec;

import dev.nautilus.bus.PayloadCodec;

/// A codec that encodes into the message's own bytes, and decodes where they are with a reader that
/// is used again.
interface InPlaceCodec<P> extends PayloadCodec<P> {
  /// Bytes that [#encode] writes.
  int size(P payload);

  /// Writes the encoded payload at a place of an array.
  ///
  /// @throws IllegalArgumentException when the payload cannot be encoded
  void encode(P payload, byte[] bytes, int at);

  /// Decodes what stands at a place of an array.
  ///
  /// @throws IllegalArgumentException when the bytes are not a valid payload
  P decode(LayoutReader in, byte[] bytes, int from, int length);
}
