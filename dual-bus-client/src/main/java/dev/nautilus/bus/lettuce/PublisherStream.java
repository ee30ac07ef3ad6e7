package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.codec.FrameHeader;
import java.nio.charset.StandardCharsets;

/// One stream as one publisher writes it: the names that each frame needs, made once.
///
/// @param key the stream
/// @param sender who publishes
/// @param instance which instance of it
/// @param incarnation number of this client
record PublisherStream(StreamKey key, EngineType sender, String instance, long incarnation) {

  FrameHeader header(long first, int count, StreamId previous) {
    return new FrameHeader(
        sender, instance, incarnation, first, count, previous.millis(), previous.sequence());
  }

  /// Our name among the publishers of the stream.
  byte[] publisher() {
    return Long.toHexString(incarnation).getBytes(StandardCharsets.US_ASCII);
  }

  byte[] channel() {
    return key.channel().getBytes(StandardCharsets.US_ASCII);
  }
}
