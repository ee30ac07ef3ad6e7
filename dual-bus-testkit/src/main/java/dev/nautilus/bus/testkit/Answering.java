package dev.nautilus.bus.testkit;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.RequestHandler;
import dev.nautilus.bus.RequestType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns requests into replies. A failure is counted and not handed back to the bus: by the time it
/// were tried again the asker would have gone.
///
/// @param type what is answered
/// @param handler who answers
/// @param clock by which deadlines pass
/// @param counts where failures go
/// @param reply sends a reply to whoever asked
/// @param refuse tells whoever asked that there will be none
record Answering<P, R>(
    RequestType<P, R> type,
    RequestHandler<P, R> handler,
    InstantSource clock,
    Counts counts,
    BiConsumer<R, Message<P>> reply,
    BiConsumer<Message<P>, BusException> refuse)
    implements MessageHandler<P> {
  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

  @Override
  public void handle(Message<P> request) {
    Instant deadline = request.envelope().deadline();
    if (deadline == null || !deadline.isAfter(clock.instant())) {
      LOG.debug("dropped {}: nobody waits for its reply", request.envelope().id());
      return;
    }
    answer(request)
        .thenAccept(payload -> reply.accept(payload, request))
        .exceptionally(
            failure -> {
              counts.failed.increment();
              LOG.warn("{} {} was not answered", type, request.envelope().id(), failure);
              String why = type.name() + " was not answered: " + failure.getMessage();
              refuse.accept(
                  request, new BusException(BusException.Reason.REPLY_FAILED, why, failure));
              return null;
            });
  }

  private CompletionStage<R> answer(Message<P> request) {
    try {
      return handler.answer(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
