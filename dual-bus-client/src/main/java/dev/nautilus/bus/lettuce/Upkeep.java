package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.message.SystemAlert;
import dev.nautilus.message.SystemAlert.Severity;
import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread of one bus that looks after the server while others send and read: how full it is,
/// whether it is still the same, and, for the one client that holds the lease, housekeeping. Wakes
/// once a second while the client publishes, else when the lease wants it.
final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(5);

  private final ServerWatch server;
  private final Questions redis;
  private final FrameWriter writer;
  private final Commands commands;
  private final Alerts alerts;
  private final BusCounters counters;
  private final Runnable replaced;
  private final HouseLease lease;
  private final Housekeeper housekeeper;
  private final Capacity capacity;
  private final Thread thread;
  private final Signal work;

  private volatile boolean closed;
  private volatile String advice = "";
  private boolean checkedCapacity;
  private boolean outOfMemory;
  private long leaseDueNanos = System.nanoTime();
  private long roundDueNanos = System.nanoTime();
  private long lookDueNanos = System.nanoTime() + LOOK_EVERY;

  /// @param writer tells whether the server is there
  /// @param commands where everything is asked
  /// @param replaced run when the server has lost its memory
  Upkeep(
      Identity identity, FrameWriter writer, Commands commands, Alerts alerts, Runnable replaced) {
    var options = identity.setup().options();
    this.server = writer.server();
    this.writer = writer;
    this.commands = commands;
    this.redis = Questions.over(commands, options.commandTimeout().toMillis());
    this.alerts = alerts;
    this.counters = alerts.counters();
    this.replaced = replaced;
    this.lease =
        new HouseLease(
            StreamNames.housekeeper(identity.server().prefix()),
            identity.setup().engine() + " " + identity.consumer(),
            options.leaseTime());
    this.housekeeper = new Housekeeper(identity.server(), options, alerts, counters);
    this.capacity = new Capacity(identity.server());
    this.thread = new Thread(this::run, identity.threadName("upkeep"));
    this.thread.setDaemon(true);
    this.work = new Signal(thread);
    server.onNews(work::raise);
    counters.gauge(BusMeter.MEMORY, server.memory(), MemoryWatch::ratio);
  }

  void start() {
    thread.start();
  }

  /// Something that an operator should know though nothing is wrong yet; empty when there is not.
  String advice() {
    return server.memory().isUnwatched()
        ? "its memory is not watched: this user may not ask INFO"
        : advice;
  }

  private void run() {
    try {
      while (!closed) {
        long begun = System.nanoTime();
        work.lower();
        step(begun);
        boolean calm = server.memory().level() == MemoryWatch.Level.NORMAL;
        work.await(calm ? Math.max(0, leaseDueNanos - System.nanoTime()) : SECOND);
        // However often it is woken: once a second is enough.
        work.pause(Math.max(0, begun + SECOND - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      log.debug("ended while waiting");
    }
  }

  private void step(long now) throws InterruptedException {
    try {
      tellReplacements();
      raiseReports();
      counters.takeLost().forEach((stream, entries) -> alerts.raise(lostAlert(stream, entries)));
      if (!writer.isConnected() && !Refusal.isOutOfMemory(writer.trouble())) {
        leaseDueNanos = now + SECOND;
        return;
      }
      boolean active = server.takePublished();
      checkCapacity();
      keepLease(now);
      if (active || lease.isHeld() || server.memory().level() != MemoryWatch.Level.NORMAL) {
        sampleMemory();
      }
      if (lookDueNanos - now <= 0) {
        lookDueNanos = now + LOOK_EVERY;
        server.look(redis);
        tellReplacements();
      }
    } catch (BusException | RedisCommandExecutionException e) {
      log.debug("upkeep: {}", e.getMessage());
      leaseDueNanos = now + SECOND;
    } catch (RuntimeException e) {
      // Our mistake, but the other duties go on.
      log.error("upkeep failed", e);
      leaseDueNanos = now + SECOND;
    }
  }

  private void checkCapacity() throws InterruptedException {
    if (checkedCapacity) {
      return;
    }
    checkedCapacity = true;
    try {
      advice = capacity.check(redis);
    } catch (RedisCommandExecutionException forbidden) {
      log.debug("maxmemory cannot be checked: {}", forbidden.getMessage());
    }
    if (!advice.isEmpty()) {
      log.warn("{}", advice);
    }
  }

  private void keepLease(long now) throws InterruptedException {
    if (leaseDueNanos - now <= 0) {
      attemptLease(now);
    }
    // A full server gives nobody a new lease: then everybody trims, which does no harm.
    if (!lease.isHeld() && !outOfMemory) {
      housekeeper.rest();
      roundDueNanos = now;
    } else if (roundDueNanos - now <= 0) {
      roundDueNanos = now + housekeeper.every().toNanos();
      round();
    }
  }

  private void round() throws InterruptedException {
    try {
      housekeeper.round(redis);
    } catch (RedisCommandExecutionException e) {
      log.warn("housekeeping was not finished: {}", e.getMessage());
    }
  }

  private void attemptLease(long now) throws InterruptedException {
    try {
      Duration next = lease.attempt(redis);
      outOfMemory = false;
      Duration wait =
          lease.isHeld() && housekeeper.every().compareTo(next) < 0 ? housekeeper.every() : next;
      leaseDueNanos = now + wait.toNanos();
    } catch (RedisCommandExecutionException e) {
      if (!Refusal.isBearable(e)) {
        throw e;
      }
      outOfMemory = Refusal.isOutOfMemory(String.valueOf(e.getMessage()));
      leaseDueNanos = now + (outOfMemory ? LOOK_EVERY : TimeUnit.MINUTES.toNanos(1));
    }
  }

  private void sampleMemory() throws InterruptedException {
    MemoryWatch memory = server.memory();
    if (memory.isUnwatched()) {
      return;
    }
    try {
      memory.sampled(InfoRow.ofText(redis.ask(ClusterCommands::memory)));
    } catch (RedisCommandExecutionException e) {
      if (!Refusal.isBearable(e)) {
        throw e;
      }
      memory.unwatched();
      log.warn("memory is not watched: {}", e.getMessage());
    }
    // Whoever keeps house tells. Others keep what they saw: it may be their turn before it was
    // told.
    if (lease.isHeld() || outOfMemory) {
      memory.takeCrossings().forEach(crossing -> alerts.raise(memoryAlert(crossing)));
    }
  }

  private SystemAlert memoryAlert(MemoryWatch.Crossing crossing) {
    boolean full = crossing.level() == MemoryWatch.Level.FULL;
    double threshold;
    String meaning;
    if (full) {
      threshold = crossing.begins() ? MemoryWatch.REFUSE_AT : MemoryWatch.ACCEPT_BELOW;
      meaning = crossing.begins() ? "are refused" : "are taken again";
    } else {
      threshold = crossing.begins() ? MemoryWatch.ALERT_AT : MemoryWatch.CALM_BELOW;
      meaning = crossing.begins() ? "will be refused from 80 % on" : "are taken";
    }
    Severity begun = full ? Severity.CRITICAL : Severity.WARNING;
    return alerts.of(
        crossing.begins() ? begun : Severity.INFO,
        full ? "MEMORY_FULL" : "MEMORY_HIGH",
        "memory is %s full; messages of priority LOW to HIGH %s"
            .formatted(MemoryWatch.percent(crossing.ratio()), meaning),
        OptionalDouble.of(crossing.ratio()),
        OptionalDouble.of(threshold));
  }

  private void raiseReports() {
    for (ServerWatch.Report next = server.takeReport(); next != null; next = server.takeReport()) {
      alerts.raise(alerts.of(next.severity(), next.code(), next.detail()));
    }
  }

  private SystemAlert lostAlert(String stream, long entries) {
    return alerts.of(
        Severity.CRITICAL,
        "LOST",
        "%d entries of %s were trimmed or deleted before their group had acknowledged them"
            .formatted(entries, stream));
  }

  private void tellReplacements() {
    for (Incarnation.Sight sight = server.takeReplacement();
        sight != null;
        sight = server.takeReplacement()) {
      counters.increment(BusMeter.SERVER_REPLACED);
      SystemAlert alert =
          alerts.of(
              Severity.CRITICAL,
              "SERVER_REPLACED",
              "the server lost its memory or was replaced by an empty one: what was in its streams"
                  + " is lost, groups are made anew, states are published again");
      replaced.run();
      alerts.tell(alert);
      if (sight == Incarnation.Sight.REPLACED_SEEN_FIRST) {
        alerts.raise(alert);
      }
    }
  }

  /// Gives the lease back. Idempotent.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      if (Thread.currentThread() != thread) {
        thread.join(1000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (lease.isHeld()) {
      lease.release(commands);
    }
  }
}
