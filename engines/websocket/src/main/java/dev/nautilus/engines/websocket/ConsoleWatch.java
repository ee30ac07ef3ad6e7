package dev.nautilus.engines.websocket;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Looks again and again at what no message tells (modes, dead letters, sources, cache) and hands
/// it to the engine thread. A table that cannot be read keeps what it had; the channel `console`
/// says so.
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

  private void look() {
    Map<String, Map<String, JsonNode>> tables = new LinkedHashMap<>();
    Map<String, JsonNode> health = new LinkedHashMap<>();
    read(OperatorChannels.MODES, facts::modes, tables, health);
    read(OperatorChannels.DEAD_LETTERS, facts::deadLetters, tables, health);
    read(OperatorChannels.SOURCES, facts::sources, tables, health);
    read(OperatorChannels.CACHE, facts::cache, tables, health);
    tables.put(OperatorChannels.CONSOLE, health);
    try {
      sink.take(tables);
    } catch (EngineException e) {
      log.debug("no room for the tables: {}", e.getMessage());
    }
  }

  /// Reads one table.
  @FunctionalInterface
  private interface Table {
    Map<String, JsonNode> read();
  }

  private static void read(
      String name,
      Table table,
      Map<String, Map<String, JsonNode>> tables,
      Map<String, JsonNode> health) {
    String detail = "";
    try {
      tables.put(name, table.read());
    } catch (RuntimeException e) {
      detail = String.valueOf(e.getMessage());
      log.debug("table {}: {}", name, detail);
    }
    health.put(
        name,
        JsonNodeFactory.instance.objectNode().put("ok", detail.isEmpty()).put("detail", detail));
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
