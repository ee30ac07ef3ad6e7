package dev.nautilus.bus;

/// A running subscription; closing it stops delivery after the message in hand.
public interface Subscription extends AutoCloseable {
  /// The type subscribed to.
  MessageType<?> type();

  /// Stops delivery. Idempotent.
  @Override
  void close();
}
