package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.BusStatistics;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Offer;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.RequestHandler;
import dev.nautilus.bus.RequestType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.codec.PayloadCodecs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A client of an [InMemoryBroker].
///
/// With a threaded broker its handlers run on one daemon thread per bus, as with Redis; with a
/// manual one they run inside [InMemoryBroker#drain] on the thread that calls it.
public final class InMemoryDualBus implements DualBusClient {
  private final InMemoryBroker broker;
  private final EngineType engine;
  private final String instance;
  private final long incarnation;
  private final BusSide marketData;
  private final BusSide engineLogic;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Seat<?>> seats = new ArrayList<>();
  private final Asks asks = new Asks();
  private final AtomicLong lastAsk = new AtomicLong();
  private final BusOptions options;
  private volatile boolean closed;

  InMemoryDualBus(
      InMemoryBroker broker,
      EngineType engine,
      String instance,
      long incarnation,
      BusOptions options) {
    this.broker = broker;
    this.engine = engine;
    this.instance = instance;
    this.incarnation = incarnation;
    this.options = options;
    this.marketData = BusSide.of(Bus.MARKET_DATA, broker, incarnation, options);
    this.engineLogic = BusSide.of(Bus.ENGINE_LOGIC, broker, incarnation, options);
    if (broker.isThreaded()) {
      threads.add(marketData.startThread("bus-md-" + engine + "-" + instance));
      threads.add(engineLogic.startThread("bus-el-" + engine + "-" + instance));
    }
  }

  @Override
  public <P> CompletionStage<Published> publish(MessageType<P> type, P payload, Priority priority) {
    return send(type, payload, new Outgoing.Facts(priority, null, null, null));
  }

  private <P> CompletionStage<Published> send(
      MessageType<P> type, P payload, Outgoing.Facts facts) {
    ByteBuffer body = ByteBuffer.wrap(PayloadCodecs.of(type).encode(payload));
    BusException refusal = refusal(body);
    if (refusal == null) {
      CompletableFuture<Published> result = new CompletableFuture<>();
      if (side(type.bus()).outgoing().add(draft(type, payload, body, facts), result)) {
        return result;
      }
      refusal =
          new BusException(BusException.Reason.NOT_SENT, "the bus is cut and the buffer is full");
    }
    side(type.bus()).counts().refused.increment();
    return CompletableFuture.failedFuture(refusal);
  }

  @Override
  public <P> Offer offer(MessageType<P> type, P payload, Priority priority) {
    ByteBuffer body = ByteBuffer.wrap(PayloadCodecs.of(type).encode(payload));
    BusException refusal = refusal(body);
    Outgoing.Facts facts = new Outgoing.Facts(priority, null, null, null);
    if (refusal == null
        && side(type.bus()).outgoing().add(draft(type, payload, body, facts), null)) {
      return Offer.ACCEPTED;
    }
    side(type.bus()).counts().refused.increment();
    if (refusal != null && refusal.reason() == BusException.Reason.TOO_LARGE) {
      throw refusal;
    }
    return refusal == null ? Offer.NOT_CONNECTED : Offer.CLOSED;
  }

  private @Nullable BusException refusal(ByteBuffer body) {
    if (closed) {
      return closedNow();
    }
    if (body.remaining() > options.maxMessageBytes()) {
      return new BusException(
          BusException.Reason.TOO_LARGE,
          "a payload has at most " + options.maxMessageBytes() + " bytes, had " + body.remaining());
    }
    return null;
  }

  private <P> Outgoing.Draft draft(
      MessageType<P> type, P payload, ByteBuffer body, Outgoing.Facts facts) {
    return new Outgoing.Draft(
        type, body, type.keyOf(payload), engine, instance, broker.clock().instant(), facts);
  }

  @Override
  public <P> Subscription subscribe(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    if (closed) {
      throw closedNow();
    }
    if (broker.isCut(type.bus())) {
      throw new BusException(BusException.Reason.NOT_SENT, "the bus is cut");
    }
    Seat<P> seat = new Seat<>(this, type, handler);
    synchronized (seats) {
      seats.add(seat);
    }
    broker.join(seat, type.family().delivery() == Family.Delivery.PULLED);
    return seat;
  }

  @Override
  public <P, R> CompletionStage<Message<R>> request(
      RequestType<P, R> type, P payload, Duration timeout) {
    String id = replyTo() + "/" + lastAsk.incrementAndGet();
    Instant deadline = broker.clock().instant().plus(timeout);
    CompletableFuture<Message<R>> result = asks.open(id, type.reply(), deadline);
    if (broker.isThreaded()) {
      // The executor only waits; failing an ask is quick.
      CompletableFuture.delayedExecutor(timeout.toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> asks.fail(id, new BusException(BusException.Reason.TIMEOUT, "no reply")));
    }
    Outgoing.Facts facts = new Outgoing.Facts(type.defaultPriority(), id, replyTo(), deadline);
    send(type, payload, facts)
        .whenComplete(
            (sent, failure) -> {
              if (failure instanceof BusException refused) {
                asks.fail(id, refused);
              }
            });
    return result;
  }

  @Override
  public <P, R> Subscription respond(RequestType<P, R> type, RequestHandler<P, R> handler) {
    return subscribe(
        type,
        new Answering<>(
            type,
            handler,
            broker.clock(),
            side(type.bus()).counts(),
            (reply, request) -> reply(type.reply(), reply, request),
            this::refuse));
  }

  private void refuse(Message<?> request, BusException why) {
    Asker asker = asker(request);
    if (asker != null) {
      Bus bus = request.type().bus();
      asker.client().mailbox(bus).addReply(() -> asker.client().asks.fail(asker.id(), why));
    }
  }

  private record Asker(InMemoryDualBus client, String id) {}

  private @Nullable Asker asker(Message<?> request) {
    String replyTo = request.envelope().replyTo();
    String id = request.envelope().correlationId();
    InMemoryDualBus client = replyTo == null ? null : broker.find(replyTo);
    return client == null || id == null ? null : new Asker(client, id);
  }

  private <R> void reply(MessageType<R> type, R payload, Message<?> request) {
    Asker asker = asker(request);
    if (asker == null) {
      return;
    }
    ByteBuffer body = ByteBuffer.wrap(PayloadCodecs.of(type).encode(payload));
    Outgoing.Facts facts =
        new Outgoing.Facts(request.envelope().priority(), asker.id(), null, null);
    Posted reply = side(type.bus()).outgoing().stamp(draft(type, payload, body, facts));
    Bus bus = request.type().bus();
    asker.client().mailbox(bus).addReply(() -> asker.client().receive(bus, asker.id(), reply));
  }

  private void receive(Bus bus, String correlationId, Posted reply) {
    asks.expire(broker.clock().instant());
    if (!asks.answer(correlationId, reply)) {
      side(bus).counts().lateReplies.increment();
    }
  }

  @Override
  public <P> Subscription provideSnapshots(
      MessageType<P> type, Supplier<? extends Collection<P>> rows) {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public EngineType engine() {
    return engine;
  }

  @Override
  public String instance() {
    return instance;
  }

  @Override
  public BusHealth health(Bus bus) {
    if (closed) {
      return new BusHealth(BusHealth.Status.DOWN, "the client is closed");
    }
    return broker.isCut(bus)
        ? new BusHealth(BusHealth.Status.DOWN, "the bus is cut")
        : new BusHealth(BusHealth.Status.UP, "in memory");
  }

  @Override
  public BusStatistics statistics(Bus bus) {
    return side(bus).counts().snapshot();
  }

  @Override
  public void close() {
    synchronized (seats) {
      if (closed) {
        return;
      }
      closed = true;
    }
    marketData.mailbox().stop();
    engineLogic.mailbox().stop();
    threads.stream().filter(thread -> thread != Thread.currentThread()).forEach(this::join);
    synchronized (seats) {
      List.copyOf(seats).forEach(Seat::close);
    }
    marketData.outgoing().abandon();
    engineLogic.outgoing().abandon();
    asks.close();
    broker.forget(this);
  }

  /// Waits for the message in hand, but not for ever: its handler may be stuck.
  private void join(Thread thread) {
    try {
      thread.join(options.drainTimeout().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String replyTo() {
    return engine + ":" + instance + ":" + incarnation;
  }

  Mailbox mailbox(Bus bus) {
    return side(bus).mailbox();
  }

  void leave(Seat<?> seat) {
    synchronized (seats) {
      seats.remove(seat);
    }
    broker.leave(seat);
  }

  void expireAsks(Instant now) {
    asks.expire(now);
  }

  void sendBuffered(Bus bus) {
    side(bus).outgoing().sendBuffered();
  }

  private BusSide side(Bus bus) {
    return bus == Bus.MARKET_DATA ? marketData : engineLogic;
  }

  private static BusException closedNow() {
    return new BusException(BusException.Reason.CLOSED, "the client is closed");
  }
}
