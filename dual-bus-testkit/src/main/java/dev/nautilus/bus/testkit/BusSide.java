package dev.nautilus.bus.testkit;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.Lane;
import dev.nautilus.bus.SubscriptionOptions;
import dev.nautilus.bus.SubscriptionOptions.SlowPolicy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// What a client in memory has once per bus: counts, what it sends, and a mailbox for each lane,
/// for each subscription with a thread of its own, and for replies.
final class BusSide {
  private final InMemoryBroker broker;
  private final BusOptions options;
  private final String threadName;
  private final Counts counts = new Counts();
  private final Outgoing outgoing;
  private final Mailbox tasks;
  private final Map<Lane, Mailbox> lanes = new EnumMap<>(Lane.class);
  private final List<Mailbox> own = new CopyOnWriteArrayList<>();

  /// @param client what threads are called after
  BusSide(Bus bus, InMemoryBroker broker, String client, long incarnation, BusOptions options) {
    this.broker = broker;
    this.options = options;
    this.threadName = "bus-" + bus.prefix() + "-" + client;
    this.outgoing = new Outgoing(incarnation, broker, counts, options.bufferBytes());
    this.tasks = mailbox("-replies", WaitingRoom.unbounded());
    for (Lane lane : Lane.values()) {
      lanes.put(lane, mailbox(lane.suffix().replace(':', '-'), WaitingRoom.unbounded()));
    }
  }

  private Mailbox mailbox(String suffix, WaitingRoom room) {
    return new Mailbox(
        counts, options, broker, room, broker.isThreaded() ? threadName + suffix : null);
  }

  Counts counts() {
    return counts;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  /// A mailbox for a subscription that wants a thread of its own; null for one that does not. Rows
  /// of a snapshot and what follows must not come by two ways.
  @Nullable Mailbox ownMailbox(SubscriptionOptions wishes, String type) {
    if (wishes.slow() == SlowPolicy.SHARED_BLOCK && !wishes.snapshot()) {
      return null;
    }
    Mailbox mailbox = mailbox("-" + type, new WaitingRoom(wishes.slow(), wishes.capacity()));
    own.add(mailbox);
    return mailbox;
  }

  void accept(Delivery delivery) {
    Mailbox ofSeat = delivery.seat().own();
    (ofSeat == null ? lane(delivery.posted().lane()) : ofSeat).add(delivery);
  }

  private Mailbox lane(Lane lane) {
    return Objects.requireNonNull(lanes.get(lane));
  }

  void runLater(Runnable task) {
    tasks.addTask(task);
  }

  List<Delivery> withdraw(Seat<?> seat) {
    List<Delivery> unfinished = new ArrayList<>();
    mailboxes().forEach(mailbox -> unfinished.addAll(mailbox.withdraw(seat)));
    if (seat.own() != null) {
      own.remove(seat.own());
    }
    return unfinished;
  }

  /// Runs one thing on the calling thread, the most urgent first.
  ///
  /// @return whether there was one
  boolean runOne() {
    return mailboxes().stream().anyMatch(Mailbox::runOne);
  }

  void stop() {
    mailboxes().forEach(Mailbox::stop);
  }

  /// Waits for what is in hand after [#stop].
  void join() {
    mailboxes().forEach(Mailbox::join);
  }

  private List<Mailbox> mailboxes() {
    List<Mailbox> all = new ArrayList<>();
    all.add(tasks);
    all.add(lane(Lane.EXPRESS));
    all.add(lane(Lane.MAIN));
    all.add(lane(Lane.SHARED));
    all.addAll(own);
    return all;
  }
}
