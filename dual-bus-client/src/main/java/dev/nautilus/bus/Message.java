package dev.nautilus.bus;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message as a handler receives it. Immutable; may be kept and handed to other threads.
///
/// @param <P> payload class
public class Message<P> {
  private final MessageType<P> type;
  private final P payload;
  private final @Nullable Envelope envelope;

  /// @param type the handle it was published with
  /// @param payload the domain record
  /// @param envelope the transport's facts
  public Message(MessageType<P> type, P payload, Envelope envelope) {
    this.type = type;
    this.payload = payload;
    this.envelope = envelope;
  }

  /// For a subclass that makes its envelope when asked: most handlers never look at it.
  protected Message(MessageType<P> type, P payload) {
    this.type = type;
    this.payload = payload;
    this.envelope = null;
  }

  /// The handle it was published with.
  public final MessageType<P> type() {
    return type;
  }

  /// The domain record.
  public final P payload() {
    return payload;
  }

  /// The transport's facts.
  public Envelope envelope() {
    return Objects.requireNonNull(envelope);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Message<?> that
        && type.equals(that.type)
        && payload.equals(that.payload)
        && envelope().equals(that.envelope());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(type, payload, envelope());
  }

  @Override
  public final String toString() {
    return "Message[type=" + type + ", payload=" + payload + ", envelope=" + envelope() + "]";
  }
}
