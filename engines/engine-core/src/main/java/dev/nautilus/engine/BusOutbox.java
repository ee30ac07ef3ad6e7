package dev.nautilus.engine;

import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Priority;
import dev.nautilus.bus.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Keeps what a reaction emits until it has succeeded, then hands it to the bus. Confined to the
/// engine thread.
///
/// At most `limit` messages are unconfirmed at a time; beyond that the engine waits, because an
/// engine that outruns its bus would otherwise be refused in the middle of a reaction.
final class BusOutbox implements Outbox {
  private record Emission<P>(MessageType<P> type, P payload, Priority priority) {}

  private final DualBusClient bus;
  private final EngineMeters meters;
  private final Mishaps mishaps;
  private final Semaphore unconfirmed;
  private final Consumer<Backfill> hub;
  private final List<Emission<?>> waiting = new ArrayList<>();
  private final List<Backfill> asked = new ArrayList<>();
  private final Confirmations confirmations = new Confirmations();
  private Echoes echoes = new Echoes();

  /// @param hub takes a question without waiting
  BusOutbox(
      DualBusClient bus, EngineMeters meters, Mishaps mishaps, int limit, Consumer<Backfill> hub) {
    this.bus = bus;
    this.meters = meters;
    this.mishaps = mishaps;
    this.hub = hub;
    unconfirmed = new Semaphore(limit);
  }

  @Override
  public <P> void emit(MessageType<P> type, P payload, Priority priority) {
    waiting.add(new Emission<>(type, payload, priority));
  }

  /// Where it is told what the bus has answered.
  Confirmations confirmations() {
    return confirmations;
  }

  /// What is on the bus already does not leave again.
  void mute(Echoes already) {
    echoes = already;
  }

  @Override
  public void ask(Backfill backfill) {
    asked.add(backfill);
  }

  /// Forgets what a failed reaction emitted and asked.
  void discard() {
    waiting.clear();
    asked.clear();
  }

  /// Publishes what was emitted.
  ///
  /// @param answered runs when the bus has said for each message what became of it
  void release(Runnable answered) throws InterruptedException {
    AtomicInteger open = new AtomicInteger(waiting.size() + 1);
    Runnable one =
        () -> {
          if (open.decrementAndGet() == 0) {
            answered.run();
          }
        };
    for (Emission<?> emission : waiting) {
      if (isEcho(emission)) {
        meters.count(EngineMeter.STATE_ECHOES, emission.type().name());
        one.run();
      } else {
        unconfirmed.acquire();
        publish(emission, one);
      }
    }
    waiting.clear();
    asked.forEach(hub);
    asked.clear();
    one.run();
  }

  private <P> boolean isEcho(Emission<P> emission) {
    return echoes.take(emission.type(), emission.payload());
  }

  private <P> void publish(Emission<P> emission, Runnable answered) {
    Confirmations.Stretch stretch = confirmations.open();
    String type = emission.type().name();
    meters.count(EngineMeter.EMITTED, type);
    CompletionStage<Published> published;
    try {
      published = bus.publish(emission.type(), emission.payload(), emission.priority());
    } catch (RuntimeException e) {
      published = CompletableFuture.failedFuture(e);
    }
    var _ =
        published.handle(
            (outcome, thrown) -> {
              unconfirmed.release();
              if (thrown != null) {
                meters.count(EngineMeter.LOST, type);
                mishaps.note("emitting " + type, thrown);
              }
              stretch.answered(outcome);
              answered.run();
              return outcome;
            });
  }
}
