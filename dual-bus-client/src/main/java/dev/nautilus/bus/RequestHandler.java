package dev.nautilus.bus;

import java.util.concurrent.CompletionStage;

/// Answers requests. Runs on the bus's dispatch thread: start the work, hand back the stage.
///
/// @param <P> request payload
/// @param <R> reply payload
@FunctionalInterface
public interface RequestHandler<P, R> {
  /// Answers one request. A stage that fails, or an exception, is counted here and ends the request
  /// as [BusException] with reason REPLY_FAILED.
  CompletionStage<R> answer(Message<P> request);
}
