package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Catalogue;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.codec.OutgoingMessage;
import dev.nautilus.bus.codec.PayloadCodecs;
import dev.nautilus.bus.codec.PayloadJson;
import dev.nautilus.bus.legacy.LegacyEntry;
import dev.nautilus.bus.legacy.LegacyOrigin;
import dev.nautilus.bus.lettuce.BusStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// An entry of main Redis on its way to a bus.
///
/// @param id its place in the legacy stream
/// @param entry what it said
/// @param stream where it goes
/// @param message what it is there
record Arrival(String id, LegacyEntry entry, BusStream stream, OutgoingMessage message) {

  /// Reads an entry's payload and finds its stream.
  ///
  /// @param origin where it was read
  /// @param replyTo channel for an answer; null unless it is a request
  /// @throws IllegalArgumentException when the type is not in the catalogue, or the payload no such
  ///   record
  static Arrival of(
      LegacyOrigin origin, LegacyEntry entry, @Nullable String replyTo, int partitions) {
    MessageType<?> type =
        Catalogue.find(entry.type())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "message_type must be in the catalogue to be carried, was '"
                            + entry.type()
                            + "'"));
    return of(origin, entry, type, new Way(replyTo, partitions));
  }

  private record Way(@Nullable String replyTo, int partitions) {}

  private static <P> Arrival of(
      LegacyOrigin origin, LegacyEntry entry, MessageType<P> type, Way way) {
    P payload = payload(entry, type);
    PayloadCodec<P> codec = PayloadCodecs.of(type);
    String key = type.keyOf(payload);
    OutgoingMessage message =
        new OutgoingMessage(
            type.name(),
            type.version(),
            codec.encode(payload),
            entry.priority(),
            key,
            entry.sentAt(),
            entry.correlationId(),
            way.replyTo(),
            way.replyTo() == null ? null : entry.deadline(),
            null,
            false);
    return new Arrival(
        origin.entry(),
        entry,
        BusStream.of(type, entry.priority(), key, way.partitions()),
        message.carriedFrom(origin.toString()));
  }

  private static <P> P payload(LegacyEntry entry, MessageType<P> type) {
    try {
      P payload = PayloadJson.mapper().readValue(entry.payload(), type.payload());
      if (payload == null) {
        throw new IllegalArgumentException("payload must be a " + type.name() + ", was null");
      }
      return payload;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "payload must be a %s: %s".formatted(type.name(), e.getOriginalMessage()), e);
    }
  }
}
