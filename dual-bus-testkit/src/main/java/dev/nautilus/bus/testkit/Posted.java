package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Envelope;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import java.nio.ByteBuffer;

/// A message in the broker: encoded, so that a reader cannot share state with the writer and a
/// payload that would not survive the wire does not survive here either.
///
/// @param type the sender's handle
/// @param body the encoded payload; never moved, readers take a view
/// @param envelope as the first reader gets it
record Posted(MessageType<?> type, ByteBuffer body, Envelope envelope) {
  /// A view of the body with a position of its own.
  ByteBuffer bodyToRead() {
    return body.asReadOnlyBuffer();
  }

  boolean isPulled() {
    return type.family().delivery() == Family.Delivery.PULLED;
  }

  Lane lane() {
    return type.lane(envelope.priority());
  }

  /// The envelope of a delivery.
  Envelope envelope(boolean redelivered) {
    return envelope(envelope.id(), redelivered, envelope.snapshot());
  }

  /// The same as a row of a snapshot.
  Posted asRow() {
    MessageId id = new MessageId(envelope.id().stream(), envelope.id().incarnation(), 0);
    return new Posted(type, body, envelope(id, false, true));
  }

  private Envelope envelope(MessageId id, boolean redelivered, boolean snapshot) {
    return new Envelope(
        id,
        envelope.sender(),
        envelope.senderInstance(),
        envelope.sentAt(),
        envelope.priority(),
        envelope.key(),
        envelope.correlationId(),
        envelope.replyTo(),
        envelope.deadline(),
        envelope.traceParent(),
        redelivered,
        snapshot);
  }
}
