package dev.nautilus.hub.history;

import dev.nautilus.hub.HubMeter;
import dev.nautilus.hub.HubMeter.Tag;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Writes rows in batches, on a thread of its own. While the database is away rows wait; of more
/// than it may hold the oldest are dropped and counted. A batch whose outcome is unknown, because
/// the connection broke while it was committed, is written again: it may then be there twice.
public final class HistoryWriter implements SmartLifecycle {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(3);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);
  private static final Logger log = LoggerFactory.getLogger(HistoryWriter.class);

  private final HistoryProperties properties;
  private final InstantSource clock;
  private final BlockingQueue<HistoryRow> waiting;
  private final List<HistoryRow> batch = new ArrayList<>();
  private final Counter written;
  private final Counter dropped;
  private @Nullable HistoryTables tables;
  private Instant forgotten = Instant.EPOCH;
  private Duration pause = FIRST_PAUSE;
  private volatile String trouble = "Not connected yet.";
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  HistoryWriter(HistoryProperties properties, InstantSource clock, MeterRegistry meters) {
    this.properties = properties;
    this.clock = clock;
    this.waiting = new ArrayBlockingQueue<>(properties.waiting());
    this.written = counter(meters, "written");
    this.dropped = counter(meters, "dropped");
    Gauge.builder(HubMeter.HISTORY_QUEUE.getName(), waiting, BlockingQueue::size)
        .baseUnit(HubMeter.HISTORY_QUEUE.getBaseUnit())
        .register(meters);
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder(HubMeter.HISTORY.getName())
        .baseUnit(HubMeter.HISTORY.getBaseUnit())
        .tag(Tag.OUTCOME.asString(), outcome)
        .register(meters);
  }

  /// Takes a row without waiting.
  void put(HistoryRow row) {
    while (!waiting.offer(row)) {
      if (waiting.poll() != null) {
        dropped.increment();
      }
    }
  }

  /// What is wrong, for an operator; empty when rows are written.
  public String trouble() {
    return trouble;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("history").start(this::run);
  }

  private void run() {
    boolean more = true;
    while (more) {
      try {
        collect();
        // What waits when the hub stops is written too, if the database takes it at once.
        more = running || !batch.isEmpty();
        write();
        pause = FIRST_PAUSE;
      } catch (SQLException | FlywayException e) {
        failed(e);
        more = running;
        rest();
      }
    }
    close();
  }

  /// Waits until a batch is full, or its first row has waited long enough.
  private void collect() {
    long end = System.nanoTime() + properties.flushEvery().toNanos();
    try {
      while (running && batch.size() < properties.batch()) {
        HistoryRow next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          return;
        }
        batch.add(next);
        waiting.drainTo(batch, properties.batch() - batch.size());
      }
    } catch (InterruptedException e) {
      running = false;
    }
    waiting.drainTo(batch, Math.max(0, properties.batch() - batch.size()));
  }

  private void write() throws SQLException {
    HistoryTables open = tables;
    if (open == null) {
      open = HistoryTables.open(properties);
      tables = open;
    }
    if (!trouble.isEmpty()) {
      log.info("The hub's history is being written");
      trouble = "";
    }
    if (!batch.isEmpty()) {
      open.write(batch);
      written.increment(batch.size());
      batch.clear();
    }
    Instant now = clock.instant();
    if (forgotten.plus(FORGET_EVERY).isBefore(now)) {
      open.forget(now.minus(properties.keep()));
      forgotten = now;
    }
  }

  private void failed(Exception e) {
    String reason =
        e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
    if (trouble.isEmpty() || trouble.startsWith("Not connected")) {
      log.warn("The hub's history cannot be written, trying again: {}", reason);
    }
    trouble = "The database cannot be written to, rows wait: " + reason;
    close();
  }

  private void rest() {
    LockSupport.parkNanos(this, pause.toNanos());
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  private void close() {
    HistoryTables open = tables;
    tables = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        log.debug("A broken connection: {}", e.toString());
      }
    }
  }

  @Override
  public void stop() {
    running = false;
    Thread current = thread;
    if (current != null) {
      // From its rest, or from waiting for rows.
      LockSupport.unpark(current);
      try {
        current.join(LONGEST_CLOSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (!waiting.isEmpty()) {
      log.warn("The hub stops with history that was not written");
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
