package dev.nautilus.hub.vendor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who waits for a source: the most urgent first, and of those the one who came first. Urgency is
/// looked up each time, because it may rise meanwhile.
///
/// Not safe by itself: [Budget] holds its lock.
final class Line {
  private static final Comparator<Ticket> ORDER =
      Comparator.<Ticket, Urgency>comparing(ticket -> ticket.errand().urgency())
          .thenComparingLong(Ticket::number);

  private final List<Ticket> waiting = new ArrayList<>();
  private long next;

  /// A place in the line.
  record Ticket(Errand errand, long number) {}

  Ticket join(Errand errand) {
    Ticket ticket = new Ticket(errand, next++);
    waiting.add(ticket);
    return ticket;
  }

  void leave(Ticket ticket) {
    waiting.remove(ticket);
  }

  @Nullable Ticket head() {
    return waiting.stream().min(ORDER).orElse(null);
  }

  /// How many would be before somebody who came now.
  int ahead(Urgency urgency) {
    return (int)
        waiting.stream().filter(each -> !urgency.outranks(each.errand().urgency())).count();
  }

  int size() {
    return waiting.size();
  }
}
