package dev.nautilus.bus.testkit;

import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The present state of STATE types: asked of their owners, else the newest message of each key.
/// What comes live for a reader who still waits for its rows is held back until they are there.
/// Guarded by the broker; owners are asked outside, on a thread of theirs.
final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private final InMemoryBroker broker;
  private final Map<String, Map<String, Posted>> newest = new HashMap<>();
  private final Map<String, Owner<?>> owners = new HashMap<>();
  private final Map<Seat<?>, List<Posted>> held = new LinkedHashMap<>();

  Snapshots(InMemoryBroker broker) {
    this.broker = broker;
  }

  /// Whoever publishes a type and can say how things stand.
  private final class Owner<P> implements Subscription {
    private final InMemoryDualBus client;
    private final MessageType<P> type;
    private final Supplier<? extends Collection<P>> rows;
    private final List<Seat<?>> asking = new ArrayList<>();

    Owner(InMemoryDualBus client, MessageType<P> type, Supplier<? extends Collection<P>> rows) {
      this.client = client;
      this.type = type;
      this.rows = rows;
    }

    /// All who ask before it has answered get one answer.
    void ask(Seat<?> seat) {
      asking.add(seat);
      if (asking.size() == 1) {
        client.runLater(type.bus(), this::answer);
      }
    }

    private void answer() {
      List<Posted> posted = null;
      try {
        posted = rows.get().stream().map(row -> client.row(type, row)).toList();
      } catch (RuntimeException e) {
        LOG.warn("{} {} could not say how {} stands", client.engine(), client.instance(), type, e);
      }
      synchronized (broker) {
        List<Posted> answer = posted == null ? newest(type.name()) : posted;
        asking.forEach(seat -> release(seat, answer));
        asking.clear();
      }
    }

    @Override
    public MessageType<P> type() {
      return type;
    }

    @Override
    public void close() {
      synchronized (broker) {
        owners.remove(type.name(), this);
        asking.forEach(seat -> release(seat, newest(type.name())));
        asking.clear();
      }
    }
  }

  <P> Subscription own(
      InMemoryDualBus client, MessageType<P> type, Supplier<? extends Collection<P>> rows) {
    Owner<P> owner = new Owner<>(client, type, rows);
    owners.put(type.name(), owner);
    return owner;
  }

  void keep(Posted posted) {
    if (posted.type().kind() == MessageType.Kind.STATE) {
      newest
          .computeIfAbsent(posted.type().name(), name -> new LinkedHashMap<>())
          .put(posted.envelope().key(), posted);
    }
  }

  /// Brings a reader its rows, at once or when their owner has answered.
  void ask(Seat<?> seat) {
    held.put(seat, new ArrayList<>());
    Owner<?> owner = owners.get(seat.type().name());
    if (owner == null) {
      release(seat, newest(seat.type().name()));
    } else {
      owner.ask(seat);
    }
  }

  /// Keeps back a live message of a reader who waits for its rows.
  ///
  /// @return false when this reader does not
  boolean hold(Seat<?> seat, Posted posted) {
    List<Posted> waiting = held.get(seat);
    return waiting != null && waiting.add(posted);
  }

  void forget(Seat<?> seat) {
    held.remove(seat);
  }

  private List<Posted> newest(String type) {
    return newest.getOrDefault(type, Map.of()).values().stream().map(Posted::asRow).toList();
  }

  private void release(Seat<?> seat, List<Posted> rows) {
    List<Posted> live = held.remove(seat);
    if (live == null) {
      return;
    }
    rows.stream()
        .filter(seat::wants)
        .forEach(row -> seat.owner().accept(new Delivery(seat, row, 0, false)));
    live.forEach(posted -> seat.owner().accept(new Delivery(seat, posted, 0, false)));
  }
}
