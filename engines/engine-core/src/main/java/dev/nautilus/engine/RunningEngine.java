package dev.nautilus.engine;

import java.util.concurrent.CompletionStage;

/// The engine as its controller sees it: a view to read and a thread to ask. Safe for many threads.
public interface RunningEngine {
  /// The newest view the engine thread published.
  ///
  /// @param type what the definition's `snapshot` supplies
  /// @throws IllegalArgumentException when the engine publishes something else
  <V> V view(Class<V> type);

  /// Whether the engine has its state and history and reacts to what it hears.
  boolean isReady();

  /// Has a question answered on the engine thread, before waiting messages. When the stage
  /// completes, [#view] already shows what the question changed.
  ///
  /// @throws EngineException UNAVAILABLE when the engine has no room for it or is not running
  <R> CompletionStage<R> ask(Question<R> question);
}
