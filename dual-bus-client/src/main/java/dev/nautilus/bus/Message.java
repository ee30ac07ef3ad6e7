package dev.nautilus.bus;

/// A message as a handler receives it.
///
/// @param <P> payload class
/// @param type the handle it was published with
/// @param payload the domain record
/// @param envelope the transport's facts
public record Message<P>(MessageType<P> type, P payload, Envelope envelope) {}
