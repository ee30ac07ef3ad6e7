package dev.nautilus.engine;

import dev.nautilus.message.DataResponse;

/// What an engine does with the answer to one of its backfills, before it hears anything live. Runs
/// on the engine thread, in the order the backfills were declared.
@FunctionalInterface
public interface HistoryReaction {
  /// Takes in one answer. It may hold refusals: the hub does not know the symbol, say.
  ///
  /// @param asked the backfill that is answered
  /// @throws Exception when it could not: counted and logged, the warm-up goes on
  void react(Backfill asked, DataResponse answer, Outbox outbox) throws Exception;
}
