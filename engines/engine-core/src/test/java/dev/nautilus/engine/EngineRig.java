package dev.nautilus.engine;

import static org.awaitility.Awaitility.await;

import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.testkit.InMemoryBroker;
import dev.nautilus.bus.testkit.InMemoryDualBus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// One engine on an in-memory bus, with `outside` as everybody else.
final class EngineRig implements AutoCloseable {
  static final EngineProperties PROPERTIES =
      new EngineProperties(
          64,
          64,
          Duration.ofMillis(50),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          new EngineProperties.WarmUp(
              Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofMillis(2)),
          new EngineProperties.State(
              Duration.ofMillis(50), 1 << 24, Duration.ofSeconds(5), EngineProperties.Misfit.FAIL));

  final InMemoryBroker broker;
  final InMemoryDualBus outside;
  final InMemoryDualBus inside;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final EngineParts parts;
  final EngineLoop loop;
  final EngineHost host;

  EngineRig(EngineDefinition definition, History history) {
    this(definition, history, System::nanoTime);
  }

  EngineRig(EngineDefinition definition, History history, LongSupplier ticker) {
    this(definition, history, ticker, InMemoryBroker.threaded(), PROPERTIES.state());
  }

  /// On a bus that may have seen the engine before.
  EngineRig(EngineDefinition definition, InMemoryBroker broker, EngineProperties.Misfit misfit) {
    this(
        definition,
        EngineRig::noHistory,
        System::nanoTime,
        broker,
        new EngineProperties.State(
            PROPERTIES.state().every(), PROPERTIES.state().limit(), Duration.ofSeconds(1), misfit));
  }

  private EngineRig(
      EngineDefinition definition,
      History history,
      LongSupplier ticker,
      InMemoryBroker broker,
      EngineProperties.State state) {
    this.broker = broker;
    outside = broker.connect(new EngineType("outside"), "outside-1");
    inside = broker.connect(definition.type(), definition.type() + "-1");
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    parts =
        new EngineParts(
            definition,
            new Mailbox(PROPERTIES.mailboxCapacity()),
            new EngineMeters(registry, definition, PROPERTIES.slowReaction()),
            new Mishaps(clock),
            new Progress(clock));
    BusOutbox outbox =
        new BusOutbox(
            inside,
            parts.meters(),
            parts.mishaps(),
            PROPERTIES.unconfirmedLimit(),
            new Inquiries(history, parts)::ask);
    Heartbeat heartbeat = new Heartbeat(parts, inside, PROPERTIES.heartbeat(), ticker);
    StateKeeper keeper = new StateKeeper(parts, outbox, inside, state, clock);
    loop = new EngineLoop(parts, outbox, heartbeat, keeper, clock, ticker);
    host = new EngineHost(parts, loop, inside, history, PROPERTIES);
  }

  static EngineRig started(EngineDefinition definition) {
    EngineRig rig = new EngineRig(definition, EngineRig::noHistory);
    rig.host.start();
    rig.awaitState(EngineState.READY);
    return rig;
  }

  static CompletableFuture<dev.nautilus.message.DataResponse> noHistory(Backfill backfill) {
    return CompletableFuture.failedFuture(new IllegalStateException("nobody asks"));
  }

  void awaitState(EngineState state) {
    await().until(() -> parts.progress().is(state));
  }

  /// A ticker that a test moves.
  static LongSupplier reading(AtomicLong nanos) {
    return nanos::get;
  }

  @Override
  public void close() {
    host.stop();
    broker.close();
  }
}
