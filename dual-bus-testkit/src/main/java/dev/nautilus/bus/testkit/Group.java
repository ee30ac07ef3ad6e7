package dev.nautilus.bus.testkit;

import java.util.ArrayList;
import java.util.List;

/// The readers of one pulled type in one engine. The instance that came first gets everything; when
/// it leaves, the next one goes on where it stopped; with nobody there messages wait. Guarded by
/// the broker.
final class Group {
  private final List<Seat<?>> seats = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();

  /// A message without a reader.
  private record Waiting(Posted posted, int attempts, boolean redelivered) {}

  void join(Seat<?> seat) {
    seats.add(seat);
    deliverWaiting();
  }

  void leave(Seat<?> seat, List<Delivery> unfinished) {
    seats.remove(seat);
    unfinished.forEach(this::handBack);
  }

  void deliver(Posted posted) {
    waiting.add(new Waiting(posted, 0, false));
    deliverWaiting();
  }

  void handBack(Delivery delivery) {
    waiting.add(new Waiting(delivery.posted(), delivery.attempts(), delivery.redelivered()));
    deliverWaiting();
  }

  private void deliverWaiting() {
    if (seats.isEmpty()) {
      return;
    }
    InMemoryDualBus active = seats.get(0).owner();
    for (Waiting next : waiting) {
      for (Seat<?> seat : seats) {
        if (seat.owner() == active) {
          active
              .mailbox(seat.type().bus())
              .add(new Delivery(seat, next.posted(), next.attempts(), next.redelivered()));
        }
      }
    }
    waiting.clear();
  }
}
