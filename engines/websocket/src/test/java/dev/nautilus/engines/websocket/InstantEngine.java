package dev.nautilus.engines.websocket;

import dev.nautilus.engine.Question;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.engine.testkit.EngineHarness;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A running engine on the caller's thread.
record InstantEngine(EngineHarness harness) implements RunningEngine {
  @Override
  public <V> V view(Class<V> type) {
    return harness.snapshotView(type);
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public <R> CompletionStage<R> ask(Question<R> question) {
    return CompletableFuture.completedFuture(harness.ask(question));
  }
}
