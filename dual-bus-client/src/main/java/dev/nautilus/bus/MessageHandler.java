package dev.nautilus.bus;

/// What a team does with a message.
///
/// Runs on the bus's dispatch thread, one message at a time. Throwing means failure: counted and
/// logged on the MarketData bus; not acknowledged and delivered again on the Engine Logic bus.
///
/// @param <P> payload class
@FunctionalInterface
public interface MessageHandler<P> {
  /// Handles one message.
  ///
  /// @throws Exception when it could not be handled
  void handle(Message<P> message) throws Exception;
}
