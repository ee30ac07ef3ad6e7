package dev.nautilus.engine;

/// Something a web request wants from the engine's state, answered on the engine thread.
///
/// @param <R> what the asker gets: an immutable value, never the state itself
@FunctionalInterface
public interface Question<R> {
  /// Answers.
  ///
  /// @param outbox for a question that makes the engine say something
  /// @throws Exception reaches the asker; an [EngineException] as the refusal it stands for
  R answer(Outbox outbox) throws Exception;
}
