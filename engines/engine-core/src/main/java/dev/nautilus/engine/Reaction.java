package dev.nautilus.engine;

import dev.nautilus.bus.Message;

/// What an engine does with one message. Runs on the engine thread; must not wait for anything.
///
/// @param <P> payload class
@FunctionalInterface
public interface Reaction<P> {
  /// Reacts to one message. What it emits leaves only if it returns normally.
  ///
  /// @throws Exception when it could not: the Engine Logic bus delivers the message again
  void react(Message<P> message, Outbox outbox) throws Exception;
}
