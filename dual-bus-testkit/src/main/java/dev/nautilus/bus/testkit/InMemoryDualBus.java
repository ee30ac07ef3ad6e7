package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.BusStatistics;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageHandler;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Offer;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import dev.nautilus.bus.RequestHandler;
import dev.nautilus.bus.RequestType;
import dev.nautilus.bus.StateVault;
import dev.nautilus.bus.Subscription;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.codec.PayloadCodecs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A client of an [InMemoryBroker].
///
/// With a threaded broker its handlers run on one daemon thread per bus and lane, as with Redis, or
/// on one of their own when they asked for that or for a snapshot; with a manual one they run
/// inside [InMemoryBroker#drain] on the thread that calls it.
public final class InMemoryDualBus implements DualBusClient {
  private final InMemoryBroker broker;
  private final EngineType engine;
  private final String instance;
  private final long incarnation;
  private final BusSide marketData;
  private final BusSide engineLogic;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Correspondence correspondence;
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
    this.correspondence = new Correspondence(this, broker);
    String name = engine + "-" + instance;
    this.marketData = new BusSide(Bus.MARKET_DATA, broker, name, incarnation, options);
    this.engineLogic = new BusSide(Bus.ENGINE_LOGIC, broker, name, incarnation, options);
  }

  @Override
  public <P> CompletionStage<Published> publish(MessageType<P> type, P payload, Priority priority) {
    return send(type, payload, new Outgoing.Facts(priority, null, null, null));
  }

  <P> CompletionStage<Published> send(MessageType<P> type, P payload, Outgoing.Facts facts) {
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

  /// Gives a message its identity without sending it.
  <P> Posted stamp(MessageType<P> type, P payload, Outgoing.Facts facts) {
    ByteBuffer body = ByteBuffer.wrap(PayloadCodecs.of(type).encode(payload));
    return side(type.bus()).outgoing().stamp(draft(type, payload, body, facts));
  }

  /// What this client tells its own subscribers.
  <P> Posted local(MessageType<P> type, P payload) {
    ByteBuffer body = ByteBuffer.wrap(PayloadCodecs.of(type).encode(payload));
    Outgoing.Facts facts = new Outgoing.Facts(type.defaultPriority(), null, null, null);
    return side(type.bus()).outgoing().local(draft(type, payload, body, facts));
  }

  /// A row of a snapshot, which takes no place in the order of messages.
  <P> Posted row(MessageType<P> type, P payload) {
    ByteBuffer body = ByteBuffer.wrap(PayloadCodecs.of(type).encode(payload));
    Outgoing.Facts facts = new Outgoing.Facts(type.defaultPriority(), null, null, null);
    return side(type.bus()).outgoing().row(draft(type, payload, body, facts));
  }

  @Override
  public <P> Subscription subscribe(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions wishes) {
    checkOpen(type.bus());
    wishes.checkFor(type);
    Mailbox own = side(type.bus()).ownMailbox(wishes, type.name());
    Seat<P> seat = new Seat<>(this, type, handler, wishes, own);
    remember(seat);
    broker.join(seat);
    return seat;
  }

  @Override
  public <P> Subscription provideSnapshots(
      MessageType<P> type, Supplier<? extends Collection<P>> rows) {
    checkOpen(type.bus());
    SubscriptionOptions.checkSnapshotsOf(type);
    Subscription owning = broker.own(this, type, rows);
    remember(owning);
    return owning;
  }

  private void remember(Subscription subscription) {
    synchronized (subscriptions) {
      subscriptions.add(subscription);
    }
  }

  private void checkOpen(Bus bus) {
    if (closed) {
      throw closedNow();
    }
    if (broker.isCut(bus)) {
      throw new BusException(BusException.Reason.NOT_SENT, "the bus is cut");
    }
  }

  @Override
  public <P, R> CompletionStage<Message<R>> request(
      RequestType<P, R> type, P payload, Duration timeout) {
    return correspondence.request(type, payload, timeout);
  }

  @Override
  public <P, R> Subscription respond(RequestType<P, R> type, RequestHandler<P, R> handler) {
    return correspondence.respond(type, handler);
  }

  @Override
  public StateVault stateVault() {
    return new InMemoryStateVault(broker.vault(engine), this);
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
    synchronized (subscriptions) {
      if (closed) {
        return;
      }
      closed = true;
    }
    marketData.stop();
    engineLogic.stop();
    marketData.join();
    engineLogic.join();
    synchronized (subscriptions) {
      List.copyOf(subscriptions).forEach(Subscription::close);
    }
    marketData.outgoing().abandon();
    engineLogic.outgoing().abandon();
    correspondence.close();
    broker.forget(this);
  }

  String replyTo() {
    return engine + ":" + instance + ":" + incarnation;
  }

  Correspondence correspondence() {
    return correspondence;
  }

  BusSide side(Bus bus) {
    return bus == Bus.MARKET_DATA ? marketData : engineLogic;
  }

  void accept(Delivery delivery) {
    side(delivery.posted().type().bus()).accept(delivery);
  }

  /// Runs something on a thread of this client, or in the next drain.
  void runLater(Bus bus, Runnable task) {
    side(bus).runLater(task);
  }

  void leave(Seat<?> seat) {
    synchronized (subscriptions) {
      subscriptions.remove(seat);
    }
    broker.leave(seat);
  }

  private static BusException closedNow() {
    return new BusException(BusException.Reason.CLOSED, "the client is closed");
  }
}
