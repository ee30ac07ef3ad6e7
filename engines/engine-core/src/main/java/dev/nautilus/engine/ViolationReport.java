package dev.nautilus.engine;

import dev.nautilus.blocker.Attempt;
import dev.nautilus.blocker.Blocker;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.DirectApiViolation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Publishes what the API blocker saw as DIRECT_API_VIOLATION. Calls of one batch to one place from
/// one line of code become one message that says how many they were.
///
/// **Threads** Called on the blocker's thread, never on the one that made the call.
final class ViolationReport implements AutoCloseable {
  private final DualBusClient bus;
  private final EngineParts parts;
  private @Nullable Runnable stop;

  ViolationReport(DualBusClient bus, EngineParts parts) {
    this.bus = bus;
    this.parts = parts;
  }

  /// Of several engines in one process the first speaks for all.
  void listenTo(Blocker blocker) {
    stop =
        blocker.listen(
            "bus",
            (batch, first) -> {
              if (first) {
                report(batch);
              }
            });
  }

  void report(List<Attempt> batch) {
    Map<Place, Tally> tallies = new LinkedHashMap<>();
    for (Attempt attempt : batch) {
      Place place = new Place(attempt.host(), attempt.port(), attempt.caller(), attempt.blocked());
      tallies.merge(place, new Tally(1, attempt.at()), Tally::plus);
    }
    tallies.forEach(this::publish);
  }

  @Override
  public void close() {
    if (stop != null) {
      stop.run();
      stop = null;
    }
  }

  private void publish(Place place, Tally tally) {
    DirectApiViolation violation =
        new DirectApiViolation(
            bus.engine().name(),
            bus.instance(),
            place.host(),
            place.port(),
            place.caller(),
            place.blocked(),
            tally.attempts(),
            tally.latest());
    var _ =
        bus.publish(MessageType.DIRECT_API_VIOLATION, violation)
            .whenComplete((_, thrown) -> note(thrown));
  }

  private void note(@Nullable Throwable thrown) {
    if (thrown == null) {
      parts.meters().count(EngineMeter.EMITTED, MessageType.DIRECT_API_VIOLATION.name());
    } else {
      parts.meters().count(EngineMeter.LOST, MessageType.DIRECT_API_VIOLATION.name());
      parts.mishaps().note("report of direct calls", thrown);
    }
  }

  /// What calls have in common that become one message.
  private record Place(String host, int port, String caller, boolean blocked) {}

  /// How many, and when the latest was.
  private record Tally(long attempts, Instant latest) {

    Tally plus(Tally other) {
      return new Tally(attempts + other.attempts, other.latest);
    }
  }
}
