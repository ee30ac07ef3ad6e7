package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Both buses in the memory of one JVM: what an engine's unit test connects its clients to.
///
/// It keeps [DualBusContract] as the Redis transport does, and it can do two things Redis cannot:
/// in manual mode nothing happens until [#drain], on the caller's thread, in the same order every
/// time; and a [#cut] bus is cut at once. Payloads travel encoded, so what cannot be encoded fails
/// here too. A failing handler on a pulled stream is tried as often as [BusOptions#maxAttempts]
/// says, then the message is among the [#deadLetters]; one it cannot read is there at once.
///
/// Not modelled: replaying dead letters, retention, snapshots, bridges to main Redis, heartbeats,
/// and while a bus is cut the delivery timeout of a publish, the conflation of states and dropping:
/// a full buffer refuses.
public final class InMemoryBroker implements AutoCloseable {
  private static final BusOptions OPTIONS =
      BusOptions.DEFAULTS.toBuilder().retryDelay(Duration.ofMillis(20)).build();

  private final boolean threaded;
  private final InstantSource clock;
  private final List<InMemoryDualBus> clients = new ArrayList<>();
  private final Map<String, List<Seat<?>>> pushed = new LinkedHashMap<>();
  private final Map<GroupName, Group> groups = new LinkedHashMap<>();
  private final List<MessageId> deadLetters = new ArrayList<>();
  private final Set<Bus> cut = EnumSet.noneOf(Bus.class);
  private long lastIncarnation;

  private record GroupName(EngineType engine, String type) {}

  private InMemoryBroker(boolean threaded, InstantSource clock) {
    this.threaded = threaded;
    this.clock = clock;
  }

  /// A broker whose clients run their handlers on one daemon thread per client and bus.
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
    clients().forEach(client -> client.expireAsks(now));
    return total;
  }

  private int runOneEach() {
    int ran = 0;
    for (InMemoryDualBus client : clients()) {
      for (Bus bus : Bus.values()) {
        ran += client.mailbox(bus).runOne() ? 1 : 0;
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
    clients().forEach(client -> client.sendBuffered(bus));
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

  boolean isThreaded() {
    return threaded;
  }

  InstantSource clock() {
    return clock;
  }

  synchronized boolean isCut(Bus bus) {
    return cut.contains(bus);
  }

  synchronized void join(Seat<?> seat, boolean pulled) {
    if (pulled) {
      group(seat.owner().engine(), seat.type().name()).join(seat);
    } else {
      pushed.computeIfAbsent(seat.type().name(), name -> new ArrayList<>()).add(seat);
    }
  }

  synchronized void leave(Seat<?> seat) {
    pushed.computeIfAbsent(seat.type().name(), name -> new ArrayList<>()).remove(seat);
    List<Delivery> unfinished = seat.owner().mailbox(seat.type().bus()).withdraw(seat);
    Group group = groups.get(new GroupName(seat.owner().engine(), seat.type().name()));
    if (group != null) {
      group.leave(seat, unfinished);
    }
  }

  synchronized void post(Posted posted) {
    String type = posted.type().name();
    if (posted.isPulled()) {
      groups.forEach(
          (name, group) -> {
            if (name.type().equals(type)) {
              group.deliver(posted);
            }
          });
    } else {
      for (Seat<?> seat : pushed.getOrDefault(type, List.of())) {
        seat.owner().mailbox(posted.type().bus()).add(new Delivery(seat, posted, 0, false));
      }
    }
  }

  /// A seat closed with this in hand: its engine still has to see it.
  synchronized void handBack(Delivery delivery) {
    Seat<?> seat = delivery.seat();
    Group group = groups.get(new GroupName(seat.owner().engine(), seat.type().name()));
    if (group != null) {
      group.handBack(delivery);
    }
  }

  synchronized void addDeadLetter(Posted posted) {
    deadLetters.add(posted.envelope().id());
  }

  synchronized @Nullable InMemoryDualBus find(String replyTo) {
    return clients.stream().filter(c -> c.replyTo().equals(replyTo)).findFirst().orElse(null);
  }

  synchronized void forget(InMemoryDualBus client) {
    clients.remove(client);
  }

  private synchronized List<InMemoryDualBus> clients() {
    return List.copyOf(clients);
  }

  private Group group(EngineType engine, String type) {
    return groups.computeIfAbsent(new GroupName(engine, type), name -> new Group());
  }
}
