package dev.nautilus.bus.testkit;

import dev.nautilus.bus.SubscriptionOptions.SlowPolicy;
import dev.nautilus.message.DataGap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Deliveries that wait for a handler, and what becomes of them when it is slow. Not safe for use
/// by many threads; its [Mailbox] guards it.
final class WaitingRoom {
  private final SlowPolicy policy;
  private final int capacity;
  private final Map<Object, Delivery> waiting = new LinkedHashMap<>();
  private final Map<Publisher, DataGap> dropped = new LinkedHashMap<>();

  private record Publisher(String stream, long incarnation) {}

  /// @param capacity most deliveries that wait under DROP_OLDEST
  WaitingRoom(SlowPolicy policy, int capacity) {
    this.policy = policy;
    this.capacity = capacity;
  }

  /// As a stream keeps them: all, in order.
  static WaitingRoom unbounded() {
    return new WaitingRoom(SlowPolicy.SHARED_BLOCK, Integer.MAX_VALUE);
  }

  void add(Delivery delivery) {
    // A newer value takes the place of the older one, so that a busy key does not starve itself.
    waiting.put(place(delivery), delivery);
    if (policy == SlowPolicy.DROP_OLDEST && waiting.size() > capacity) {
      Iterator<Delivery> oldest = waiting.values().iterator();
      drop(oldest.next());
      oldest.remove();
    }
  }

  private Object place(Delivery delivery) {
    boolean conflates = policy == SlowPolicy.CONFLATE && !delivery.posted().envelope().snapshot();
    return conflates ? delivery.posted().envelope().key() : new Object();
  }

  private void drop(Delivery delivery) {
    var id = delivery.posted().envelope().id();
    dropped.merge(
        new Publisher(id.stream(), id.incarnation()),
        new DataGap(id.stream(), Long.toHexString(id.incarnation()), id.sequence(), 1, "DROPPED"),
        (gap, one) ->
            new DataGap(
                gap.stream(), gap.publisher(), gap.firstMissing(), gap.missing() + 1, "DROPPED"));
  }

  @Nullable Delivery poll() {
    Iterator<Delivery> first = waiting.values().iterator();
    if (!first.hasNext()) {
      return null;
    }
    Delivery next = first.next();
    first.remove();
    return next;
  }

  /// What was dropped since the last call, one gap per publisher.
  List<DataGap> takeDropped() {
    List<DataGap> gaps = List.copyOf(dropped.values());
    dropped.clear();
    return gaps;
  }

  /// Takes out what waits for this seat, in order.
  List<Delivery> withdraw(Seat<?> seat) {
    List<Delivery> taken = new ArrayList<>();
    for (Iterator<Delivery> each = waiting.values().iterator(); each.hasNext(); ) {
      Delivery delivery = each.next();
      if (delivery.seat() == seat) {
        taken.add(delivery);
        each.remove();
      }
    }
    return taken;
  }
}
