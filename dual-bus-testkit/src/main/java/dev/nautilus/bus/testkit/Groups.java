package dev.nautilus.bus.testkit;

import dev.nautilus.bus.SubscriptionOptions.Scope;
import dev.nautilus.bus.SubscriptionOptions.Start;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All groups that read pulled types, and the last messages of each type for groups that begin in
/// the past. Guarded by the broker.
final class Groups {
  private static final int KEPT = 10_000;

  private final Map<Name, Group> groups = new LinkedHashMap<>();
  private final Map<String, Deque<Kept>> kept = new LinkedHashMap<>();

  /// @param reader the engine, or the client when each instance is a group of its own
  private record Name(Object reader, String type) {}

  private record Kept(Posted posted, Instant at) {}

  void join(Seat<?> seat) {
    groups
        .computeIfAbsent(
            name(seat), name -> new Group(earlier(name.type(), seat.options().start())))
        .join(seat);
  }

  private List<Posted> earlier(String type, Start start) {
    Instant from = start.from();
    return kept.getOrDefault(type, new ArrayDeque<>()).stream()
        .filter(each -> start.all() || (from != null && !each.at().isBefore(from)))
        .map(Kept::posted)
        .toList();
  }

  void leave(Seat<?> seat, List<Delivery> unfinished) {
    Group group = groups.get(name(seat));
    if (group != null) {
      group.leave(seat, unfinished);
    }
  }

  void handBack(Delivery delivery) {
    Group group = groups.get(name(delivery.seat()));
    if (group != null) {
      group.handBack(delivery);
    }
  }

  void post(Posted posted, Instant now) {
    String type = posted.type().name();
    Deque<Kept> last = kept.computeIfAbsent(type, name -> new ArrayDeque<>());
    last.add(new Kept(posted, now));
    if (last.size() > KEPT) {
      last.remove();
    }
    groups.forEach(
        (name, group) -> {
          if (name.type().equals(type)) {
            group.deliver(posted);
          }
        });
  }

  /// A client closed: groups of its own go with it.
  void forget(InMemoryDualBus client) {
    groups.keySet().removeIf(name -> name.reader() == client);
  }

  private static Name name(Seat<?> seat) {
    boolean shared = seat.options().scope() == Scope.PER_ENGINE;
    return new Name(shared ? seat.owner().engine() : seat.owner(), seat.type().name());
  }
}
