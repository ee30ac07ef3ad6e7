package dev.nautilus.fleet;

import dev.nautilus.bus.BusOptions;
import dev.nautilus.bus.DualBusClient;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.MessageType;
import dev.nautilus.message.Quote;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Waits until the fleet is of use to somebody: the hub is well, quotes move on the bus, every
/// engine reacts. A service that merely started is not ready.
final class Readiness {
  private static final long LOOK_EVERY_MILLIS = 150;

  private final FleetPlan plan;
  private final Progress progress;
  private final CountDownLatch givenUp;

  /// @param givenUp ends the waiting when it opens
  Readiness(FleetPlan plan, Progress progress, CountDownLatch givenUp) {
    this.plan = plan;
    this.progress = progress;
    this.givenUp = givenUp;
  }

  /// @throws FleetException naming what is not ready when the time is over
  void await() {
    try (Probe probe = new Probe();
        LiveQuotes quotes = new LiveQuotes(plan)) {
      until("hub", () -> hub(probe));
      if (plan.isSimulated()) {
        until("live quotes", quotes::state);
      }
      for (EngineService engine : EngineService.all()) {
        until(engine.name(), () -> engine(probe, engine));
      }
    }
  }

  /// @param ready whether the waiting is over
  /// @param detail a few words for the person who waits
  record State(boolean ready, String detail) {}

  private State hub(Probe probe) {
    Probe.Answer health = probe.get(plan.httpUrl(FleetPorts.HUB) + "/health");
    String status = health.text("status");
    // A source that is off or slow makes the hub DEGRADED; it serves all the same.
    return new State(health.isOk() && !status.equals("DOWN"), status.isEmpty() ? "..." : status);
  }

  private State engine(Probe probe, EngineService engine) {
    Probe.Answer status = probe.get(plan.httpUrl(engine.name()) + "/api/v1/status");
    String state = status.text("state");
    if (state.equals("FAILED")) {
      throw new FleetException(
          ExitCode.FAILED, engine.name() + " failed: " + status.text("reason"));
    }
    return new State(state.equals("READY"), state + " " + status.text("reason"));
  }

  private void until(String what, Supplier<State> look) {
    String shown = "";
    while (true) {
      State state = look.get();
      if (state.ready()) {
        progress.line(what, "ready: " + state.detail());
        return;
      }
      if (progress.seconds() > plan.readyWithin().toSeconds()) {
        throw new FleetException(
            ExitCode.NOT_READY,
            "%s is not ready after %d s (%s); the log says more"
                .formatted(what, plan.readyWithin().toSeconds(), state.detail()));
      }
      if (!state.detail().equals(shown)) {
        progress.line(what, state.detail());
        shown = state.detail();
      }
      pause();
    }
  }

  private void pause() {
    try {
      if (givenUp.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new FleetException(ExitCode.FAILED, "stopped while starting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FleetException(ExitCode.FAILED, "interrupted while starting", e);
    }
  }

  /// Listens on the MarketData bus as any engine would; a symbol counts as live when a second
  /// version of its quote has arrived.
  private static final class LiveQuotes implements AutoCloseable {
    private final Map<String, Long> lastVersion = new ConcurrentHashMap<>();
    private final Map<String, Boolean> live = new ConcurrentHashMap<>();
    private final int wanted;
    private final DualBusClient bus;

    LiveQuotes(FleetPlan plan) {
      this.wanted = Math.max(1, plan.symbols().size());
      this.bus =
          DualBusClient.builder(new EngineType("fleet"), "fleet-" + ProcessHandle.current().pid())
              .marketData(plan.busUrl(RedisRole.MARKET_DATA))
              .engineLogic(plan.busUrl(RedisRole.ENGINE_LOGIC))
              .options(
                  BusOptions.DEFAULTS.toBuilder()
                      .partitions(Partitions.ofServices(System::getenv))
                      .build())
              .build();
      bus.subscribe(MessageType.QUOTE, message -> heard(message.payload()));
    }

    private void heard(Quote quote) {
      String symbol = quote.instrument().value();
      Long before = lastVersion.put(symbol, quote.provenance().version());
      if (before != null && quote.provenance().version() > before) {
        live.put(symbol, true);
      }
    }

    State state() {
      return new State(live.size() >= wanted, live.size() + " symbols moving");
    }

    @Override
    public void close() {
      bus.close();
    }
  }
}
