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
    /// Replaced by a newer value of the same STATE type and key before it could be sent, while the
    /// MarketData bus was away. It leaves no hole in the sequence.
    CONFLATED,
    /// Given up because the outgoing buffer of a pushed stream was full; subscribers are told by
    /// DATA_GAP. On streams that groups read a publish fails instead, as NOT_SENT.
    DROPPED
  }
}
