package dev.nautilus.engine;

import java.time.Instant;

/// What an engine does when time has passed. Runs on the engine thread.
@FunctionalInterface
public interface TimedReaction {
  /// Reacts to the clock.
  ///
  /// @param now the engine's clock (UTC); reactions read no other
  /// @throws Exception when it could not: counted and logged, the timer goes on
  void react(Instant now, Outbox outbox) throws Exception;
}
