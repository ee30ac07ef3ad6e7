package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusStatistics;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Journal;
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
import dev.nautilus.bus.codec.EncodedMessage;
import dev.nautilus.bus.codec.OutgoingMessage;
import io.lettuce.core.resource.ClientResources;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A client over the two buses, or over main Redis in their place.
final class LettuceDualBus implements DualBusClient {
  private final BusTransport.Setup setup;
  private final InstantSource clock = InstantSource.system();
  private final BusTraces traces;
  private final ClientResources resources;
  private final boolean ofMain;
  private final ExecutorService decoder;
  private final Map<Bus, BusLink> links = new EnumMap<>(Bus.class);
  private final RouteTable routes = new RouteTable(type -> link(type.bus()));
  private final AtomicBoolean closed = new AtomicBoolean();

  private LettuceDualBus(BusTransport.Setup setup, boolean ofMain, CounterBook book) {
    this.setup = setup;
    this.ofMain = ofMain;
    this.traces = new BusTraces(setup.observations());
    this.resources = NettyThreads.SHARED.acquire();
    this.decoder =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread =
                  new Thread(task, "bus-replies-" + setup.engine() + "-" + setup.instance());
              thread.setDaemon(true);
              return thread;
            });
    SecureRandom random = new SecureRandom();
    if (ofMain) {
      BusLink main = link(Server.MAIN, random, book);
      links.put(Bus.MARKET_DATA, main);
      links.put(Bus.ENGINE_LOGIC, main);
    } else {
      links.put(Bus.MARKET_DATA, link(Server.MARKET_DATA, random, book));
      links.put(Bus.ENGINE_LOGIC, link(Server.ENGINE_LOGIC, random, book));
    }
  }

  private BusLink link(Server server, SecureRandom random, CounterBook book) {
    return new BusLink(
        new Identity(setup, server, random.nextLong()), resources, decoder, clock, book.of(server));
  }

  static LettuceDualBus start(BusTransport.Setup setup) {
    return start(setup, false, new CounterBook(setup));
  }

  /// @param ofMain over main Redis alone, in the format of legacy engines
  static LettuceDualBus start(BusTransport.Setup setup, boolean ofMain, CounterBook book) {
    LettuceDualBus client = new LettuceDualBus(setup, ofMain, book);
    BusLink home = client.link(Bus.ENGINE_LOGIC);
    client.links().forEach(link -> link.start(home));
    return client;
  }

  Duration commandTimeout() {
    return setup.options().commandTimeout();
  }

  /// Each once.
  Collection<BusLink> links() {
    return ofMain ? List.of(link(Bus.ENGINE_LOGIC)) : links.values();
  }

  BusLink link(Bus bus) {
    BusLink link = links.get(bus);
    if (link == null) {
      throw new IllegalStateException("no link for " + bus);
    }
    return link;
  }

  @Override
  public <P> CompletionStage<Published> publish(MessageType<P> type, P payload, Priority priority) {
    CompletableFuture<Published> result = new CompletableFuture<>();
    Route<P> route = routes.of(type);
    EncodedMessage message = encoded(route, payload, priority);
    BusLink link = route.link();
    BusException refusal = refusal(link, type, message.bodyLength());
    if (refusal == null) {
      Admission admission = route.add(message, priority, result);
      refusal = isTaken(admission) ? null : link.care().refused(type, admission, link.health());
    }
    if (refusal != null) {
      link.counters().increment(BusMeter.REFUSED);
      result.completeExceptionally(refusal);
    }
    return result;
  }

  @Override
  public <P> Offer offer(MessageType<P> type, P payload, Priority priority) {
    if (closed.get()) {
      return Offer.CLOSED;
    }
    Route<P> route = routes.of(type);
    EncodedMessage message = encoded(route, payload, priority);
    BusLink link = route.link();
    BusException refusal = refusal(link, type, message.bodyLength());
    if (refusal != null) {
      throw refusal;
    }
    Admission admission = route.add(message, priority, null);
    if (isTaken(admission)) {
      return Offer.ACCEPTED;
    }
    link.counters().increment(BusMeter.REFUSED);
    return admission == Admission.SHED || route.isConnected(priority)
        ? Offer.BACK_PRESSURED
        : Offer.NOT_CONNECTED;
  }

  private static boolean isTaken(Admission admission) {
    return admission != Admission.FULL && admission != Admission.SHED;
  }

  private <P> EncodedMessage encoded(Route<P> route, P payload, Priority priority) {
    return route
        .encoder()
        .encode(payload, priority, clock.instant(), traces.publishing(route.type()));
  }

  private @Nullable BusException refusal(BusLink link, MessageType<?> type, int length) {
    if (closed.get()) {
      return closedException();
    }
    if (length > setup.options().maxMessageBytes()) {
      return new BusException(
          BusException.Reason.TOO_LARGE,
          "%s is %d bytes, the limit is %d: split it or ask for less"
              .formatted(type.name(), length, setup.options().maxMessageBytes()));
    }
    return link.care().refusal();
  }

  private static BusException closedException() {
    return new BusException(BusException.Reason.CLOSED, "the client is closed");
  }

  private <P> OutgoingMessage request(
      MessageType<P> type, P payload, String id, String replyTo, Instant deadline) {
    String key = type.keyOf(payload);
    return new OutgoingMessage(
        type.name(),
        type.version(),
        link(type.bus()).identity().encoding().of(type).encode(payload),
        type.defaultPriority(),
        key,
        clock.instant(),
        id,
        replyTo,
        deadline,
        traces.publishing(type),
        false,
        type.isConflatedFiner() ? type.conflationKeyOf(payload) : key,
        null);
  }

  @Override
  public <P> Subscription subscribe(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    if (closed.get()) {
      throw closedException();
    }
    return link(type.bus()).subscribe(type, traces.observing(type, handler), options);
  }

  @Override
  public <P> Subscription provideSnapshots(
      MessageType<P> type, Supplier<? extends Collection<P>> rows) {
    if (closed.get()) {
      throw closedException();
    }
    return link(type.bus()).provideSnapshots(type, rows);
  }

  @Override
  public <P, R> CompletionStage<Message<R>> request(
      RequestType<P, R> type, P payload, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be more than 0, was " + timeout);
    }
    BusLink link = link(type.bus());
    String id = UUID.randomUUID().toString();
    OutgoingMessage message =
        request(type, payload, id, link.replyChannel(), clock.instant().plus(timeout));
    BusException refusal = refusal(link, type, message.body().length);
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    link.listenForReplies();
    CompletableFuture<Message<R>> reply = link.requests().await(id, type, timeout);
    CompletableFuture<Published> sent = new CompletableFuture<>();
    Admission admission = link.add(type, message, sent);
    if (!isTaken(admission)) {
      link.counters().increment(BusMeter.REFUSED);
      sent.completeExceptionally(link.care().refused(type, admission, link.health()));
    }
    return Requests.failingWith(sent, id, link.requests(), reply);
  }

  @Override
  public <P, R> Subscription respond(RequestType<P, R> type, RequestHandler<P, R> handler) {
    return subscribe(type, responder(type, handler));
  }

  /// What answers requests that are handed to it.
  <P, R> MessageHandler<P> responder(RequestType<P, R> type, RequestHandler<P, R> handler) {
    return new Responder<>(type, handler, link(type.bus()), setup, clock);
  }

  @Override
  public Journal journal() {
    return new LettuceJournal(this::link);
  }

  @Override
  public StateVault stateVault() {
    return new LettuceStateVault(setup);
  }

  @Override
  public EngineType engine() {
    return setup.engine();
  }

  @Override
  public String instance() {
    return setup.instance();
  }

  @Override
  public BusHealth health(Bus bus) {
    return closed.get()
        ? new BusHealth(BusHealth.Status.DOWN, "the client is closed")
        : link(bus).health();
  }

  @Override
  public void onServerReplaced(Bus bus, Runnable listener) {
    link(bus).care().onServerReplaced(listener);
  }

  @Override
  public BusStatistics statistics(Bus bus) {
    return link(bus).statistics();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      links().forEach(BusLink::close);
      decoder.shutdown();
      NettyThreads.SHARED.release();
    }
  }
}
