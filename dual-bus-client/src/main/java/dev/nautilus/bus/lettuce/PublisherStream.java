package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.codec.FrameHeader;
import java.nio.charset.StandardCharsets;

/// One stream as one publisher writes it: the names that each frame needs, made once.
final class PublisherStream {
  private final StreamKey key;
  private final EngineType sender;
  private final String instance;
  private final long incarnation;
  private final String stream;
  private final String channel;
  private final byte[] publisher;

  /// @param key the stream
  /// @param sender who publishes
  /// @param instance which instance of it
  /// @param incarnation number of this client
  PublisherStream(StreamKey key, EngineType sender, String instance, long incarnation) {
    this.key = key;
    this.sender = sender;
    this.instance = instance;
    this.incarnation = incarnation;
    this.stream = key.stream();
    this.channel = key.channel();
    this.publisher = Long.toHexString(incarnation).getBytes(StandardCharsets.US_ASCII);
  }

  FrameHeader header(long first, int count, StreamId previous) {
    return new FrameHeader(
        sender, instance, incarnation, first, count, previous.millis(), previous.sequence());
  }

  StreamKey key() {
    return key;
  }

  long incarnation() {
    return incarnation;
  }

  String stream() {
    return stream;
  }

  String channel() {
    return channel;
  }

  /// Our name among the publishers of the stream.
  byte[] publisher() {
    return publisher;
  }
}
