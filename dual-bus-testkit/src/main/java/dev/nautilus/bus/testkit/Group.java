package dev.nautilus.bus.testkit;

import java.util.ArrayList;
import java.util.List;

/// The readers of one pulled type in one engine. The instance that came first gets everything; when
/// it leaves, the next one goes on where it stopped; with nobody there messages wait. Messages of
/// an unordered type go to the instances in turn. Guarded by the broker.
final class Group {
  private final List<Seat<?>> seats = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private int turn;

  /// A message without a reader.
  private record Waiting(Posted posted, int attempts, boolean redelivered) {}

  /// @param earlier what it begins with, oldest first
  Group(List<Posted> earlier) {
    earlier.forEach(posted -> waiting.add(new Waiting(posted, 0, false)));
  }

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
    List<InMemoryDualBus> instances = seats.stream().map(Seat::owner).distinct().toList();
    if (instances.isEmpty()) {
      return;
    }
    for (Waiting next : waiting) {
      InMemoryDualBus chosen =
          switch (next.posted().lane()) {
            case MAIN, EXPRESS -> instances.get(0);
            case SHARED -> instances.get(turn++ % instances.size());
          };
      for (Seat<?> seat : seats) {
        if (seat.owner() == chosen && seat.wants(next.posted())) {
          chosen.accept(new Delivery(seat, next.posted(), next.attempts(), next.redelivered()));
        }
      }
    }
    waiting.clear();
  }
}
