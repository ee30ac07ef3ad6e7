package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.legacy.LegacyStreams;
import java.util.List;

/// Streams of main Redis, by who publishes.
///
/// @param engine who we are
/// @param sources whose streams are read
record MainRoutes(EngineType engine, List<EngineType> sources) implements Routes {
  MainRoutes {
    sources = sources.isEmpty() ? LegacyStreams.SOURCES : sources;
  }

  /// What is asked or answered names an asking instance.
  @Override
  public StreamKey streamOf(MessageType<?> type, OutgoingMessage message) {
    return StreamKey.ofMain(
        message.correlationId() == null
            ? LegacyStreams.of(type, engine, message.priority())
            : LegacyStreams.EXPRESS);
  }

  @Override
  public List<StreamKey> streamsOf(MessageType<?> type) {
    return LegacyStreams.readBy(type, sources).stream().map(StreamKey::ofMain).toList();
  }

  @Override
  public boolean isPulled(MessageType<?> type) {
    return true;
  }
}
