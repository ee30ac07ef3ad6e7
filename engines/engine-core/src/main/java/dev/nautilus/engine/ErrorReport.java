package dev.nautilus.engine;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Offer;
import dev.nautilus.bus.Priority;
import dev.nautilus.message.ErrorAlert;

/// Tells on the bus what the engine could not handle, as ERROR_ALERT: the 1st, 2nd, 4th, 8th ...
/// time of each kind, as in the log, with how often it was.
///
/// **Threads** Called on whatever thread met the error. Offered, not published: an error of the bus
/// itself must not wait for the bus.
final class ErrorReport {
  private final DualBusClient bus;
  private final EngineParts parts;

  ErrorReport(DualBusClient bus, EngineParts parts) {
    this.bus = bus;
    this.parts = parts;
  }

  /// Reports from now on.
  ErrorReport begin() {
    parts.mishaps().tell(this::report);
    return this;
  }

  private void report(Mishaps.Repeated each) {
    ErrorAlert alert =
        new ErrorAlert(
            bus.engine().name() + "/" + each.last().during(),
            each.code(),
            each.last().error(),
            each.times(),
            each.firstAt(),
            each.last().at());
    Offer outcome = bus.offer(MessageType.ERROR_ALERT, alert, Priority.URGENT);
    parts
        .meters()
        .count(
            outcome == Offer.ACCEPTED ? EngineMeter.EMITTED : EngineMeter.LOST,
            MessageType.ERROR_ALERT.name());
  }
}
