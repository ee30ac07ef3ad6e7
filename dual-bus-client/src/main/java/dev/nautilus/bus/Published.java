package dev.nautilus.bus;

/// How a publish ended well. One that did not ends as [BusException].
///
/// @param id the message's identity
/// @param outcome what became of it
public record Published(MessageId id, Outcome outcome) {
  /// What became of a message.
  public enum Outcome {
    /// In the stream; on disk too where the bus is durable.
    CONFIRMED,
    /// Replaced by a newer value of the same STATE type and key before it could be sent.
    CONFLATED,
    /// Given up to make room; subscribers see the gap in the sequence.
    DROPPED
  }
}
