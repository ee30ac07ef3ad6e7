package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.RequestHandler;
import dev.nautilus.bus.RequestType;
import dev.nautilus.bus.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What one client asks and answers.
final class Correspondence {
  private final InMemoryDualBus client;
  private final InMemoryBroker broker;
  private final Asks asks = new Asks();
  private final AtomicLong lastAsk = new AtomicLong();

  Correspondence(InMemoryDualBus client, InMemoryBroker broker) {
    this.client = client;
    this.broker = broker;
  }

  private record Asker(InMemoryDualBus client, String id) {}

  <P, R> CompletionStage<Message<R>> request(RequestType<P, R> type, P payload, Duration timeout) {
    String id = client.replyTo() + "/" + lastAsk.incrementAndGet();
    Instant deadline = broker.clock().instant().plus(timeout);
    CompletableFuture<Message<R>> result = asks.open(id, type.reply(), deadline);
    if (broker.isThreaded()) {
      // The executor only waits; failing an ask is quick.
      CompletableFuture.delayedExecutor(timeout.toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> asks.fail(id, new BusException(BusException.Reason.TIMEOUT, "no reply")));
    }
    Outgoing.Facts facts =
        new Outgoing.Facts(type.defaultPriority(), id, client.replyTo(), deadline);
    client
        .send(type, payload, facts)
        .whenComplete(
            (sent, failure) -> {
              if (failure instanceof BusException refused) {
                asks.fail(id, refused);
              }
            });
    return result;
  }

  <P, R> Subscription respond(RequestType<P, R> type, RequestHandler<P, R> handler) {
    return client.subscribe(
        type,
        new Answering<>(
            type,
            handler,
            broker.clock(),
            client.side(type.bus()).counts(),
            (reply, request) -> reply(type.reply(), reply, request),
            this::refuse));
  }

  private void refuse(Message<?> request, BusException why) {
    Asker asker = asker(request);
    if (asker != null) {
      asker
          .client()
          .runLater(
              request.type().bus(),
              () -> asker.client().correspondence().asks.fail(asker.id(), why));
    }
  }

  private <R> void reply(MessageType<R> type, R payload, Message<?> request) {
    Asker asker = asker(request);
    if (asker == null) {
      return;
    }
    Outgoing.Facts facts =
        new Outgoing.Facts(request.envelope().priority(), asker.id(), null, null);
    Posted reply = client.stamp(type, payload, facts);
    Bus bus = request.type().bus();
    asker
        .client()
        .runLater(bus, () -> asker.client().correspondence().receive(bus, asker.id(), reply));
  }

  private @Nullable Asker asker(Message<?> request) {
    String replyTo = request.envelope().replyTo();
    String id = request.envelope().correlationId();
    InMemoryDualBus asking = replyTo == null ? null : broker.find(replyTo);
    return asking == null || id == null ? null : new Asker(asking, id);
  }

  private void receive(Bus bus, String correlationId, Posted reply) {
    asks.expire(broker.clock().instant());
    if (!asks.answer(correlationId, reply)) {
      client.side(bus).counts().lateReplies.increment();
    }
  }

  void expire(Instant now) {
    asks.expire(now);
  }

  void close() {
    asks.close();
  }
}
