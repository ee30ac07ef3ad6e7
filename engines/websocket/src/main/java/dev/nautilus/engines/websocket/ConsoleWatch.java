package dev.nautilus.engines.websocket;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Looks again and again at what no message tells (modes, dead letters, Redises, pages of the hub
/// and the engines) and hands it to the engine thread. A table that cannot be read keeps what it
/// had; the channel `console` says so.
final class ConsoleWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ConsoleWatch.class);

  private final FleetFacts facts;
  private final Sink sink;
  private final WebsocketProperties.Console settings;
  private volatile @Nullable CountDownLatch running;

  /// Where tables go.
  record Sink(RunningEngine engine, ChannelBook book, InstantSource clock) {
    void take(Map<String, Map<String, JsonNode>> tables) {
      var _ =
          engine.ask(
              outbox -> {
                book.setTables(tables, clock.instant());
                return true;
              });
    }
  }

  ConsoleWatch(FleetFacts facts, Sink sink, WebsocketProperties.Console settings) {
    this.facts = facts;
    this.sink = sink;
    this.settings = settings;
  }

  @Override
  public void start() {
    CountDownLatch latch = new CountDownLatch(1);
    running = latch;
    if (settings.enabled()) {
      Thread.ofVirtual().name("console-watch").start(() -> run(latch));
    }
  }

  private void run(CountDownLatch latch) {
    try {
      do {
        if (sink.engine().isReady()) {
          look();
        }
      } while (!latch.await(settings.every().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Reads all tables beside each other, so one that is slow to answer holds up no more than the
  /// slowest does.
  private void look() {
    Map<String, JsonNode> health = new LinkedHashMap<>();
    Map<String, Map<String, JsonNode>> tables = new LinkedHashMap<>();
    // The others follow what it says.
    read(OperatorChannels.MODES, facts::modes).into(tables, health);
    List<Callable<Read>> rest =
        List.of(
            () -> read(OperatorChannels.DEAD_LETTERS, facts::deadLetters),
            () -> read(OperatorChannels.SERVERS, facts::servers),
            () -> read(OperatorChannels.ENGINES, facts::engines),
            () -> read(OperatorChannels.HUB, facts::hub),
            () -> read(OperatorChannels.SOURCES, facts::sources),
            () -> read(OperatorChannels.CACHE, facts::cache),
            () -> read(OperatorChannels.EFFICIENCY, facts::efficiency));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Read> each : threads.invokeAll(rest)) {
        each.resultNow().into(tables, health);
      }
      tables.put(OperatorChannels.CONSOLE, health);
      sink.take(tables);
    } catch (EngineException e) {
      log.debug("no room for the tables: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What became of one table.
  ///
  /// @param rows null when it could not be read
  /// @param detail why not; empty when it could
  private record Read(String name, @Nullable Map<String, JsonNode> rows, String detail) {
    void into(Map<String, Map<String, JsonNode>> tables, Map<String, JsonNode> health) {
      if (rows != null) {
        tables.put(name, rows);
      }
      health.put(
          name,
          JsonNodeFactory.instance.objectNode().put("ok", rows != null).put("detail", detail));
    }
  }

  private static Read read(String name, Supplier<Map<String, JsonNode>> table) {
    try {
      return new Read(name, table.get(), "");
    } catch (RuntimeException e) {
      String detail = String.valueOf(e.getMessage());
      log.debug("table {}: {}", name, detail);
      return new Read(name, null, detail);
    }
  }

  @Override
  public void stop() {
    CountDownLatch latch = running;
    running = null;
    if (latch != null) {
      latch.countDown();
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }
}
