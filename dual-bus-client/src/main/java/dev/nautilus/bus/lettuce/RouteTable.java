package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.MessageType;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The routes of a client by type. Bounded, because a team may build its handle anew for each call:
/// a newcomer takes the place of whoever has its slot. Any thread.
final class RouteTable {
  private static final int SLOTS = 512;

  private final AtomicReferenceArray<@Nullable Route<?>> slots = new AtomicReferenceArray<>(SLOTS);
  private final Function<MessageType<?>, BusLink> links;

  RouteTable(Function<MessageType<?>, BusLink> links) {
    this.links = links;
  }

  @SuppressWarnings("unchecked") // a route's type is the very handle it was made for
  <P> Route<P> of(MessageType<P> type) {
    int slot = System.identityHashCode(type) & (SLOTS - 1);
    Route<?> known = slots.getAcquire(slot);
    if (known != null && known.type() == type) {
      return (Route<P>) known;
    }
    Route<P> route = new Route<>(type, links.apply(type));
    slots.setRelease(slot, route);
    return route;
  }
}
