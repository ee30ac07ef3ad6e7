package dev.nautilus.bus;

import java.nio.ByteBuffer;

/// Turns a payload into bytes and back. Stateless and safe for many threads.
///
/// @param <P> payload class
public interface PayloadCodec<P> {
  /// Encodes a payload.
  byte[] encode(P payload);

  /// Decodes what [#encode] made.
  ///
  /// @param body the payload's bytes, exactly
  /// @throws IllegalArgumentException when the bytes are not a valid payload
  P decode(ByteBuffer body);
}
