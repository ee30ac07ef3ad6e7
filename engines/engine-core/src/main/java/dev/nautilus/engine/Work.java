package dev.nautilus.engine;

import dev.nautilus.bus.Message;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Something to do on the engine thread.
///
/// @param what name for meters and logs, of which there are few
/// @param message the message reacted to; null for history and questions
/// @param step what to do
/// @param done completes after the step, and after its emissions were handed to the bus
record Work(String what, @Nullable Message<?> message, Step step, CompletableFuture<Boolean> done) {

  @FunctionalInterface
  interface Step {
    void run(Outbox outbox) throws Exception;
  }

  static Work on(Message<?> message, Step step) {
    return new Work(message.type().name(), message, step, new CompletableFuture<>());
  }

  static Work internal(String what, Step step) {
    return new Work(what, null, step, new CompletableFuture<>());
  }
}
