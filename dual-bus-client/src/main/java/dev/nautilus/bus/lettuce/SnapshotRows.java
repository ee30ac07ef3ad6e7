package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.PayloadCodec;
import dev.nautilus.bus.codec.Frame;
import dev.nautilus.bus.codec.PayloadCodecs;
import java.util.Set;

/// Messages in frames as rows of a snapshot, as far as a subscription wants them.
///
/// @param <P> payload class
final class SnapshotRows<P> {
  private final MessageType<P> type;
  private final PayloadCodec<P> codec;
  private final Set<String> keys;

  /// @param keys what the subscription wants; empty for all
  SnapshotRows(MessageType<P> type, Set<String> keys) {
    this.type = type;
    this.codec = PayloadCodecs.of(type);
    this.keys = keys;
  }

  boolean wants(Frame frame, int index) {
    return frame.typeName(index).equals(type.name())
        && (keys.isEmpty() || keys.contains(frame.key(index)));
  }

  /// Decodes a row.
  ///
  /// @param stream where it was read
  /// @throws UnreadableMessageException when it is of another version, or damaged
  Message<P> row(Frame frame, int index, String stream) {
    if (frame.typeVersion(index) != type.version()) {
      throw new UnreadableMessageException(
          "%s came in version %d, this engine reads version %d: update it"
              .formatted(type.name(), frame.typeVersion(index), type.version()));
    }
    Envelope live = frame.envelope(index, stream, false);
    // An owner's row has no place in the publisher's order: its number would be another message's.
    MessageId id =
        frame.isSnapshot(index) ? new MessageId(stream, live.id().incarnation(), 0) : live.id();
    Envelope envelope =
        new Envelope(
            id,
            live.sender(),
            live.senderInstance(),
            live.sentAt(),
            live.priority(),
            live.key(),
            live.correlationId(),
            live.replyTo(),
            live.deadline(),
            live.traceParent(),
            false,
            true);
    try {
      return new Message<>(type, codec.decode(frame.body(index)), envelope);
    } catch (RuntimeException e) {
      throw new UnreadableMessageException(type.name() + " cannot be decoded: " + e, e);
    }
  }
}
