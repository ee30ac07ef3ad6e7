package dev.nautilus.hub.bridge;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusAddress;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusHealth;
import dev.nautilus.bus.BusHealth.Status;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Migration;
import dev.nautilus.hub.lead.LeadersPart;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the bridge when an engine is on main Redis or moves, sets the fences of those that move,
/// and stops it when the last one has left. While it does not run there is no connection to main.
public final class Bridge implements LeadersPart {
  private static final Logger log = LoggerFactory.getLogger(Bridge.class);
  private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(3);

  /// After a failure: a move may wait for what failed.
  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long DISCOVER = TimeUnit.SECONDS.toNanos(10);

  /// Until main has answered once: who has moved for good may have switched it off.
  private static final long ASK_AGAIN = TimeUnit.SECONDS.toNanos(30);

  private static final Duration ENDING = Duration.ofSeconds(10);

  private final Crossing.@Nullable Setup setup;
  private @Nullable EngineModes modes;
  private volatile @Nullable Crossing crossing;
  private @Nullable Thread thread;
  private volatile boolean running;
  private volatile BusHealth health;
  private boolean following;
  private String trouble = "";
  private long discoverAt = System.nanoTime();
  private long measureAt = discoverAt;

  /// Groups on main whose engines the registry does not know, when last looked at.
  private Set<String> foreign = Set.of();

  private boolean asked;
  private long askAt = discoverAt;

  /// @param setup null when nobody carries here
  Bridge(Crossing.@Nullable Setup setup) {
    this.setup = setup;
    this.health =
        new BusHealth(
            Status.UP,
            setup == null
                ? "Switched off: nothing is carried to or from main Redis here."
                : "Not looked at the registry yet.");
  }

  /// Whether what should be carried is.
  public BusHealth health() {
    return health;
  }

  /// Main Redis while there is a connection to carry over; empty otherwise.
  public Optional<BusAddress> mainWhileCarrying() {
    Crossing.Setup with = setup;
    return crossing != null && with != null ? Optional.of(with.main()) : Optional.empty();
  }

  @Override
  public synchronized void start() {
    if (!running && setup != null) {
      running = true;
      thread = Thread.ofVirtual().name("bridge").start(() -> run(setup));
    }
  }

  private void run(Crossing.Setup with) {
    while (running) {
      long pause = AGAIN;
      try {
        pause = look(with) ? SOON : LOOK;
        well();
      } catch (BusException e) {
        failed(e);
      }
      LockSupport.parkNanos(pause);
    }
    end();
  }

  private EngineModes registry(Crossing.Setup with) {
    EngineModes open = modes;
    if (open == null) {
      open = EngineModes.at(Objects.requireNonNull(with.buses().get(Bus.ENGINE_LOGIC)));
      modes = open;
    }
    if (!following) {
      Thread looker = Thread.currentThread();
      open.follow(_ -> LockSupport.unpark(looker));
      following = true;
    }
    return open;
  }

  /// @return whether to look again soon
  private boolean look(Crossing.Setup with) {
    EngineModes open = registry(with);
    Map<EngineType, EngineMode> needed = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
    with.properties()
        .legacyEngines()
        .forEach(name -> needed.put(new EngineType(name), EngineMode.LEGACY));
    open.modes()
        .forEach(
            (engine, mode) -> {
              if (mode != EngineMode.DUAL) {
                needed.put(engine, mode);
              }
            });
    Crossing ours = crossing;
    lookForForeigners(with, ours, needed);
    with.meters().engines(needed.size() + foreign.size());
    if (needed.isEmpty() && foreign.isEmpty()) {
      stopWhenDrained();
      return crossing != null;
    }
    if (ours == null) {
      boolean anyLegacy =
          !foreign.isEmpty() || needed.entrySet().stream().anyMatch(each -> isOnMain(open, each));
      ours = begin(with, open, anyLegacy);
    }
    ours.goOn();
    if (System.nanoTime() - measureAt >= 0) {
      ours.measure();
      measureAt = System.nanoTime() + LOOK;
    }
    health = health(ours, needed);
    boolean moving = needed.containsValue(EngineMode.MIGRATING);
    if (!moving && System.nanoTime() - discoverAt >= 0) {
      ours.discover();
      discoverAt = System.nanoTime() + DISCOVER;
    }
    return moving && fence(open, ours, needed);
  }

  /// Whether an engine reads there, also one that is about to leave.
  private static boolean isOnMain(EngineModes open, Map.Entry<EngineType, EngineMode> engine) {
    return engine.getValue() == EngineMode.LEGACY
        || open.migration(engine.getKey())
            .filter(move -> move.from() == EngineMode.LEGACY)
            .isPresent();
  }

  /// While it carries, from time to time and before it leaves. While it does not, once: then there
  /// is no connection to main, and who comes later is named in the settings.
  private void lookForForeigners(
      Crossing.Setup with, @Nullable Crossing ours, Map<EngineType, EngineMode> needed) {
    long now = System.nanoTime();
    if (ours != null) {
      asked = true;
      if (needed.isEmpty() || now - askAt >= 0) {
        found(ours.foreignReaders(known(with)));
        askAt = now + DISCOVER;
      }
    } else if (!asked && needed.isEmpty() && now - askAt >= 0) {
      askAt = now + ASK_AGAIN;
      try {
        found(ForeignReaders.lookAt(with.main(), known(with)));
        asked = true;
      } catch (BusException e) {
        log.debug("main Redis does not say who reads there: {}", e.getMessage());
      }
    }
  }

  private Set<EngineType> known(Crossing.Setup with) {
    Set<EngineType> known = new HashSet<>(registry(with).modes().keySet());
    with.properties().legacyEngines().forEach(name -> known.add(new EngineType(name)));
    return known;
  }

  private void found(Set<String> groups) {
    if (!groups.equals(foreign)) {
      log.info(
          "Groups on main Redis that no engine of the registry reads as: {}. The bridge carries for"
              + " them; XGROUP DESTROY those that will not come back",
          groups);
      foreign = groups;
    }
  }

  private static boolean fence(
      EngineModes open, Crossing ours, Map<EngineType, EngineMode> needed) {
    boolean soon = false;
    for (Map.Entry<EngineType, EngineMode> each : needed.entrySet()) {
      if (each.getValue() == EngineMode.MIGRATING) {
        Optional<Migration> migration = open.migration(each.getKey());
        soon |= migration.isPresent() && ours.fencing().look(migration.get());
      }
    }
    return soon;
  }

  private Crossing begin(Crossing.Setup with, EngineModes open, boolean anyLegacy) {
    Crossing fresh = new Crossing(with, open);
    try {
      fresh.start(anyLegacy);
    } catch (BusException e) {
      fresh.close();
      throw e;
    }
    log.info("Carrying between main Redis at {} and the buses", with.main());
    crossing = fresh;
    return fresh;
  }

  private void stopWhenDrained() {
    Crossing ours = crossing;
    if (ours == null) {
      health = new BusHealth(Status.UP, "No engine is on main Redis: nothing to carry.");
    } else if (ours.isDrained()) {
      ours.leaveStopped();
      ours.close();
      crossing = null;
      log.info("No engine is on main Redis any more: carrying ends");
    }
  }

  private BusHealth health(Crossing ours, Map<EngineType, EngineMode> needed) {
    String wrong = ours.trouble();
    String others = foreign.isEmpty() ? "" : " and for foreign groups " + foreign;
    return wrong.isEmpty()
        ? new BusHealth(Status.UP, "Carrying for " + needed.keySet() + others + ".")
        : new BusHealth(Status.DEGRADED, wrong);
  }

  private void well() {
    if (!trouble.isEmpty()) {
      log.info("The bridge works again");
      trouble = "";
    }
  }

  private void failed(BusException e) {
    if (trouble.isEmpty() && running) {
      log.warn("The bridge waits: {}", e.getMessage());
    }
    trouble = String.valueOf(e.getMessage());
    health = new BusHealth(Status.DEGRADED, trouble);
  }

  private void end() {
    Crossing ours = crossing;
    crossing = null;
    if (ours != null) {
      ours.close();
    }
    EngineModes open = modes;
    modes = null;
    following = false;
    asked = false;
    if (open != null) {
      open.close();
    }
  }

  /// Ends carrying where it is; the next start goes on there.
  @Override
  public synchronized void stop() {
    running = false;
    Thread looking = thread;
    if (looking != null) {
      LockSupport.unpark(looking);
      try {
        looking.join(ENDING);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
