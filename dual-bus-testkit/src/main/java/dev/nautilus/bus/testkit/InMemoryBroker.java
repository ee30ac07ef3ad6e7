package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Family;
import dev.nautilus.bus.MessageId;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import dev.nautilus.message.DataGap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Both buses in the memory of one JVM: what an engine's unit test connects its clients to.
///
/// It keeps [DualBusContract] as the Redis transport does, and it can do two things Redis cannot:
/// in manual mode nothing happens until [#drain], on the caller's thread, in the same order every
/// time; and a [#cut] bus is cut at once. Payloads travel encoded, so what cannot be encoded fails
/// here too. A failing handler on a pulled stream is tried as often as [BusOptions#maxAttempts]
/// says, then the message is among the [#deadLetters]; one it cannot read is there at once.
///
/// Not modelled: replaying dead letters, retention by time (of each pulled type the last 10,000 are
/// kept for those who start earlier than now), bridges to main Redis, heartbeats, that owners are
/// asked for a snapshot at most once a second, and while a bus is cut the delivery timeout of a
/// publish, the conflation of states and dropping: a full buffer refuses.
public final class InMemoryBroker implements AutoCloseable {
  private static final BusOptions OPTIONS =
      BusOptions.DEFAULTS.toBuilder().retryDelay(Duration.ofMillis(20)).build();

  private final boolean threaded;
  private final InstantSource clock;
  private final List<InMemoryDualBus> clients = new ArrayList<>();
  private final Map<String, List<Seat<?>>> pushed = new LinkedHashMap<>();
  private final Groups groups = new Groups();
  private final Snapshots snapshots = new Snapshots(this);
  private final List<MessageId> deadLetters = new ArrayList<>();
  private final Set<Bus> cut = EnumSet.noneOf(Bus.class);
  private final Map<EngineType, InMemoryStateVault.Shelf> vaults = new HashMap<>();
  private long lastIncarnation;

  private InMemoryBroker(boolean threaded, InstantSource clock) {
    this.threaded = threaded;
    this.clock = clock;
  }

  /// A broker whose clients run their handlers on one daemon thread per client, bus and lane, or on
  /// one of their own when they asked for that.
  public static InMemoryBroker threaded() {
    return new InMemoryBroker(true, InstantSource.system());
  }

  /// A broker that runs handlers only in [#drain], and request deadlines by this clock.
  public static InMemoryBroker manual(InstantSource clock) {
    return new InMemoryBroker(false, clock);
  }

  /// Connects a client.
  public InMemoryDualBus connect(EngineType engine, String instance) {
    return connect(engine, instance, OPTIONS);
  }

  /// Connects a client that behaves as told; a retry delay counts in threaded mode only.
  public synchronized InMemoryDualBus connect(
      EngineType engine, String instance, BusOptions options) {
    lastIncarnation++;
    InMemoryDualBus client = new InMemoryDualBus(this, engine, instance, lastIncarnation, options);
    clients.add(client);
    return client;
  }

  /// Runs every delivery, retry and expired request there is, and those that they cause, on the
  /// calling thread.
  ///
  /// @return how many deliveries and replies were run
  /// @throws IllegalStateException in threaded mode
  public int drain() {
    if (threaded) {
      throw new IllegalStateException("a threaded broker drains itself; use manual(...)");
    }
    int total = 0;
    for (int round = runOneEach(); round > 0; round = runOneEach()) {
      total += round;
    }
    Instant now = clock.instant();
    clients().forEach(client -> client.correspondence().expire(now));
    return total;
  }

  private int runOneEach() {
    int ran = 0;
    for (InMemoryDualBus client : clients()) {
      for (Bus bus : Bus.values()) {
        ran += client.side(bus).runOne() ? 1 : 0;
      }
    }
    return ran;
  }

  /// Takes a bus away: what is published waits in the clients, up to their buffer.
  public synchronized void cut(Bus bus) {
    cut.add(bus);
  }

  /// Gives a bus back: what waited is sent, in order.
  public void restore(Bus bus) {
    synchronized (this) {
      cut.remove(bus);
    }
    // Outside: a client that is sending holds its own lock and takes the broker's.
    clients().forEach(client -> client.side(bus).outgoing().sendBuffered());
  }

  /// Ids of the messages given up after their handler failed every time, oldest first.
  public synchronized List<MessageId> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /// Closes every client.
  @Override
  public void close() {
    clients().forEach(InMemoryDualBus::close);
  }

  synchronized InMemoryStateVault.Shelf vault(EngineType engine) {
    return vaults.computeIfAbsent(engine, each -> new InMemoryStateVault.Shelf());
  }

  boolean isThreaded() {
    return threaded;
  }

  InstantSource clock() {
    return clock;
  }

  synchronized boolean isCut(Bus bus) {
    return cut.contains(bus);
  }

  synchronized void join(Seat<?> seat) {
    if (seat.type().family().delivery() == Family.Delivery.PULLED) {
      groups.join(seat);
      return;
    }
    pushed.computeIfAbsent(seat.type().name(), name -> new ArrayList<>()).add(seat);
    if (seat.options().snapshot()) {
      snapshots.ask(seat);
    }
  }

  synchronized <P> Subscription own(
      InMemoryDualBus client, MessageType<P> type, Supplier<? extends Collection<P>> rows) {
    return snapshots.own(client, type, rows);
  }

  synchronized void leave(Seat<?> seat) {
    pushed.computeIfAbsent(seat.type().name(), name -> new ArrayList<>()).remove(seat);
    snapshots.forget(seat);
    groups.leave(seat, seat.owner().side(seat.type().bus()).withdraw(seat));
  }

  synchronized void post(Posted posted) {
    if (posted.isPulled()) {
      groups.post(posted, clock.instant());
      return;
    }
    snapshots.keep(posted);
    for (Seat<?> seat : pushed.getOrDefault(posted.type().name(), List.of())) {
      if (seat.wants(posted) && !snapshots.hold(seat, posted)) {
        seat.owner().accept(new Delivery(seat, posted, 0, false));
      }
    }
  }

  /// Tells a client's own subscribers what it has not handed over.
  void announce(InMemoryDualBus client, DataGap gap) {
    Posted posted = client.local(MessageType.DATA_GAP, gap);
    synchronized (this) {
      for (Seat<?> seat : pushed.getOrDefault(MessageType.DATA_GAP.name(), List.of())) {
        if (seat.owner() == client) {
          client.accept(new Delivery(seat, posted, 0, false));
        }
      }
    }
  }

  /// A seat closed with this in hand: its engine still has to see it.
  synchronized void handBack(Delivery delivery) {
    groups.handBack(delivery);
  }

  synchronized void addDeadLetter(Posted posted) {
    deadLetters.add(posted.envelope().id());
  }

  synchronized @Nullable InMemoryDualBus find(String replyTo) {
    return clients.stream().filter(c -> c.replyTo().equals(replyTo)).findFirst().orElse(null);
  }

  synchronized void forget(InMemoryDualBus client) {
    clients.remove(client);
    groups.forget(client);
  }

  private synchronized List<InMemoryDualBus> clients() {
    return List.copyOf(clients);
  }
}
