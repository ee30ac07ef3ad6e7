package dev.nautilus.bus.testkit;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.codec.PayloadCodecs;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The requests of one client that wait for a reply, by correlation id.
final class Asks {
  private final Map<String, Ask<?>> open = new ConcurrentHashMap<>();

  private record Ask<R>(
      MessageType<R> replyType, Instant deadline, CompletableFuture<Message<R>> result) {
    void complete(Posted reply) {
      R payload = PayloadCodecs.of(replyType).decode(reply.bodyToRead());
      result.complete(new Message<>(replyType, payload, reply.envelope()));
    }

    void fail(BusException why) {
      result.completeExceptionally(why);
    }
  }

  <R> CompletableFuture<Message<R>> open(
      String correlationId, MessageType<R> replyType, Instant deadline) {
    CompletableFuture<Message<R>> result = new CompletableFuture<>();
    open.put(correlationId, new Ask<>(replyType, deadline, result));
    return result;
  }

  /// Completes the request a reply belongs to.
  ///
  /// @return false when nobody waits for it any more
  boolean answer(String correlationId, Posted reply) {
    Ask<?> ask = open.remove(correlationId);
    if (ask == null) {
      return false;
    }
    ask.complete(reply);
    return true;
  }

  void fail(String correlationId, BusException why) {
    Ask<?> ask = open.remove(correlationId);
    if (ask != null) {
      ask.fail(why);
    }
  }

  void expire(Instant now) {
    failAll(ask -> !ask.deadline().isAfter(now), BusException.Reason.TIMEOUT, "no reply in time");
  }

  void close() {
    failAll(ask -> true, BusException.Reason.CLOSED, "the client was closed");
  }

  private void failAll(Predicate<Ask<?>> which, BusException.Reason reason, String text) {
    open.forEach(
        (id, ask) -> {
          if (which.test(ask) && open.remove(id, ask)) {
            ask.fail(new BusException(reason, text));
          }
        });
  }
}
