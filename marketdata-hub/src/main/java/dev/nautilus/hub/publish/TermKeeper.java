package dev.nautilus.hub.publish;

import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusHealth.Status;
import dev.nautilus.hub.desk.Versions;
import dev.nautilus.hub.lead.LeadersPart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;

/// Raises the hub's term when it starts, and goes on trying while the durable Redis is away. Until
/// then the hub answers, but with version 0, and publishes nothing.
public final class TermKeeper implements LeadersPart {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final BusHealth NOT_ASKED = new BusHealth(Status.DOWN, "Not asked for yet.");
  private static final Logger log = LoggerFactory.getLogger(TermKeeper.class);

  private final Versions versions;
  private final TermSource source;
  private final TaskScheduler scheduler;
  private final InstantSource clock;
  private final boolean durable;
  private volatile BusHealth health = NOT_ASKED;
  private volatile boolean running;

  /// @param durable false when versions start over with each start of the hub
  TermKeeper(
      Versions versions,
      TermSource source,
      TaskScheduler scheduler,
      InstantSource clock,
      boolean durable) {
    this.versions = versions;
    this.source = source;
    this.scheduler = scheduler;
    this.clock = clock;
    this.durable = durable;
  }

  /// Whether there is a term, with the reason when there is none.
  public BusHealth health() {
    return health;
  }

  /// First of all: what enters the hub before has no version.
  @Override
  public int getPhase() {
    return -1000;
  }

  @Override
  public void start() {
    running = true;
    health = NOT_ASKED;
    claim();
  }

  @Override
  public void stop() {
    running = false;
    versions.resign();
    health = new BusHealth(Status.DEGRADED, "None: this hub does not lead.");
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void claim() {
    if (!running || versions.leads()) {
      return;
    }
    try {
      long term = source.raise();
      if (!running) {
        // The lead was lost while Redis was asked.
        return;
      }
      versions.lead(term);
      health =
          durable
              ? new BusHealth(Status.UP, "Term " + term + ".")
              : new BusHealth(
                  Status.DEGRADED, "Without a bus there is no lasting term: versions start over.");
      log.info("The hub's term is {}", term);
    } catch (RuntimeException e) {
      if (health.detail().startsWith("Not asked")) {
        log.warn("No term yet, trying again every {} s: {}", AGAIN.toSeconds(), e.toString());
      }
      health =
          new BusHealth(
              Status.DEGRADED,
              "No term: the Engine Logic Redis cannot be asked. Data carry version 0 and are not"
                  + " published.");
      var _ = scheduler.schedule(() -> Thread.ofVirtual().name("term").start(this::claim), next());
    }
  }

  private Instant next() {
    return clock.instant().plus(AGAIN);
  }
}
