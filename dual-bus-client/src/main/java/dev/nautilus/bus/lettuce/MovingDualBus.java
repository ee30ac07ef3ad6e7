package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusStatistics;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
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
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// A client that can be moved between main Redis and the buses while it is used. It holds the side
/// it is at, and both while it moves; [ModeFollower] does the moving.
final class MovingDualBus implements DualBusClient {
  private final BusTransport.Setup setup;
  private final CounterBook book;
  private final Sides sides;
  private final ModeFollower follower;
  private final AtomicBoolean closed = new AtomicBoolean();

  private MovingDualBus(
      BusTransport.Setup setup, CounterBook book, Sides sides, ModeFollower follower) {
    this.setup = setup;
    this.book = book;
    this.sides = sides;
    this.follower = follower;
  }

  /// @throws BusException when the registry cannot be reached within the connect timeout
  static DualBusClient start(BusTransport.Setup setup) {
    CounterBook book = new CounterBook(setup);
    Sides sides = new Sides(setup, book);
    return new MovingDualBus(setup, book, sides, Whereabouts.follow(setup, sides, book));
  }

  @Override
  public <P> CompletionStage<Published> publish(MessageType<P> type, P payload, Priority priority) {
    return closed.get()
        ? CompletableFuture.failedFuture(closedException())
        : follower.parts().publishers().publish(side -> side.publish(type, payload, priority));
  }

  @Override
  public <P> Offer offer(MessageType<P> type, P payload, Priority priority) {
    return closed.get()
        ? Offer.CLOSED
        : follower.parts().publishers().offer(side -> side.offer(type, payload, priority));
  }

  @Override
  public <P> Subscription subscribe(
      MessageType<P> type, MessageHandler<P> handler, SubscriptionOptions options) {
    return add(type, options, side -> handler);
  }

  @Override
  public <P, R> Subscription respond(RequestType<P, R> type, RequestHandler<P, R> handler) {
    return add(
        type,
        SubscriptionOptions.DEFAULTS,
        side -> side.responder(type, follower.parts().answering().counting(handler)));
  }

  private <P> Subscription add(
      MessageType<P> type, SubscriptionOptions options, MovingSubscriptions.Handling<P> opening) {
    if (closed.get()) {
      throw closedException();
    }
    return follower.parts().subscriptions().add(type, options, opening);
  }

  /// The rows are asked for on the buses only, at whichever time this client is there.
  @Override
  public <P> Subscription provideSnapshots(
      MessageType<P> type, Supplier<? extends Collection<P>> rows) {
    SubscriptionOptions.checkSnapshotsOf(type);
    return follower.parts().subscriptions().provide(type, rows);
  }

  @Override
  public <P, R> CompletionStage<Message<R>> request(
      RequestType<P, R> type, P payload, Duration timeout) {
    return closed.get()
        ? CompletableFuture.failedFuture(closedException())
        : follower.parts().publishers().publish(side -> side.request(type, payload, timeout));
  }

  private static BusException closedException() {
    return new BusException(BusException.Reason.CLOSED, "the client is closed");
  }

  @Override
  public void onServerReplaced(Bus bus, Runnable listener) {
    follower.onServerReplaced(bus, listener);
  }

  @Override
  public Journal journal() {
    return new MovingJournal(this::journalNow);
  }

  /// Of the side where it is; while it moves there is none.
  private Journal journalNow() {
    EngineMode mode = follower.mode();
    LettuceDualBus side = mode == EngineMode.MIGRATING ? null : sides.find(mode);
    return side == null ? Journal.NOTHING : side.journal();
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
  public EngineMode mode() {
    return follower.mode();
  }

  @Override
  public Optional<EngineModes> modes() {
    return Optional.of(follower.modes());
  }

  /// That of the sides in use, the worst; and what is wrong with moving.
  @Override
  public BusHealth health(Bus bus) {
    if (closed.get()) {
      return new BusHealth(BusHealth.Status.DOWN, "the client is closed");
    }
    BusHealth worst = new BusHealth(BusHealth.Status.UP, "");
    for (Map.Entry<EngineMode, LettuceDualBus> side : sides.all().entrySet()) {
      BusHealth one = side.getValue().health(bus);
      if (worst.detail().isEmpty() || one.status().compareTo(worst.status()) > 0) {
        worst = new BusHealth(one.status(), side.getKey() + " at " + one.detail());
      }
    }
    String trouble = follower.trouble();
    return trouble.isEmpty() || worst.status() == BusHealth.Status.DOWN
        ? worst
        : new BusHealth(BusHealth.Status.DEGRADED, trouble + "; " + worst.detail());
  }

  /// What went over the bus, and over main Redis, which stands for both.
  @Override
  public BusStatistics statistics(Bus bus) {
    return book.of(Server.of(bus)).statistics().plus(book.of(Server.MAIN).statistics());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      follower.close();
    }
  }
}
