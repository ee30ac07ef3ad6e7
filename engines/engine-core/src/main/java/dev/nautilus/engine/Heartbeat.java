package dev.nautilus.engine;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Offer;
import dev.nautilus.bus.Priority;
import dev.nautilus.message.EngineHealth;
import dev.nautilus.message.SystemFailure;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Says on the bus how the engine is: when that changes, and every few seconds; and SYSTEM_FAILURE
/// once it has failed. Beats on the engine thread, so an engine stuck in a reaction falls silent
/// instead of claiming to be well.
final class Heartbeat {
  private final EngineParts parts;
  private final DualBusClient bus;
  private final long periodNanos;
  private final LongSupplier ticker;
  private Progress.@Nullable Stage told;
  private long nextAt;

  Heartbeat(EngineParts parts, DualBusClient bus, Duration period, LongSupplier ticker) {
    this.parts = parts;
    this.bus = bus;
    periodNanos = period.toNanos();
    this.ticker = ticker;
    nextAt = ticker.getAsLong();
  }

  void beatIfDue() {
    Progress.Stage stage = parts.progress().stage();
    long now = ticker.getAsLong();
    if (stage.equals(told) && now - nextAt < 0) {
      return;
    }
    if (stage.state() == EngineState.FAILED && !stage.equals(told)) {
      tellFailure(stage);
    }
    told = stage;
    nextAt = now + periodNanos;
    // Offered, not published: while the bus is away old heartbeats are not worth keeping in order.
    Offer outcome = bus.offer(MessageType.ENGINE_HEALTH, health(stage), Priority.NORMAL);
    if (outcome == Offer.ACCEPTED) {
      parts.meters().count(EngineMeter.EMITTED, MessageType.ENGINE_HEALTH.name());
    }
  }

  /// A failed engine stays failed: whoever waits for what it says waits in vain.
  private void tellFailure(Progress.Stage stage) {
    SystemFailure failure =
        new SystemFailure(
            bus.engine().name() + "/" + bus.instance(),
            "ENGINE_FAILED",
            stage.reason(),
            parts.definition().emits().stream().map(MessageType::name).toList(),
            false,
            stage.since());
    Offer outcome = bus.offer(MessageType.SYSTEM_FAILURE, failure, Priority.URGENT);
    if (outcome == Offer.ACCEPTED) {
      parts.meters().count(EngineMeter.EMITTED, MessageType.SYSTEM_FAILURE.name());
    }
  }

  private EngineHealth health(Progress.Stage stage) {
    EngineMeters meters = parts.meters();
    return new EngineHealth(
        bus.engine().name(),
        bus.instance(),
        EngineHealth.Status.valueOf(stage.state().name()),
        stage.reason(),
        parts.progress().warmth(),
        meters.total(EngineMeter.HEARD),
        meters.total(EngineMeter.FAILED),
        stage.since());
  }

  long nanosUntilDue() {
    return nextAt - ticker.getAsLong();
  }
}
