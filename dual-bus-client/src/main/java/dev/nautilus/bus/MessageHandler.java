package dev.nautilus.bus;

/// What a team does with a message.
///
/// Runs on the bus's dispatch thread, one message at a time. Throwing means failure: counted and
/// logged on the MarketData bus; not acknowledged and delivered again on the Engine Logic bus,
/// until it succeeds or has failed [BusOptions#maxAttempts] times and becomes a dead letter. A
/// [java.util.concurrent.RejectedExecutionException] or [InterruptedException] means "not now": it
/// is delivered again and never becomes a dead letter for that.
///
/// @param <P> payload class
@FunctionalInterface
public interface MessageHandler<P> {
  /// Handles one message.
  ///
  /// @throws Exception when it could not be handled
  void handle(Message<P> message) throws Exception;
}
