package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.Bus;
import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineModes;
import dev.nautilus.bus.EngineType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Migration.Phase;
import dev.nautilus.bus.legacy.Fences;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread of a movable client that follows the registry and moves the client when it says so.
final class ModeFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModeFollower.class);

  /// Who has not been heard of for so long is not waited for.
  static final Duration SILENCE = Duration.ofSeconds(10);

  private static final long PRESENT_EVERY = SILENCE.toNanos() / 4;
  private static final long CALM = TimeUnit.SECONDS.toNanos(1);
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long AT_ONCE = TimeUnit.MILLISECONDS.toNanos(10);

  /// Who has just started subscribes to one type after another.
  private static final long SETTLING = TimeUnit.SECONDS.toNanos(2);

  private final Move.Parts parts;
  private final LettuceEngineModes modes;
  private final EngineType engine;
  private final String me;
  private final Thread thread;
  private final Signal work;
  private final Map<Bus, List<Runnable>> replaced = new EnumMap<>(Bus.class);

  private volatile EngineMode at;
  private volatile @Nullable Move move;
  private volatile @Nullable Phase phase;
  private volatile String trouble = "";
  private volatile boolean closed;
  private boolean resumed;
  private long presentAtNanos;

  ModeFollower(
      Move.Parts parts, LettuceEngineModes modes, String me, EngineMode at, boolean resumed) {
    this.parts = parts;
    this.modes = modes;
    this.engine = parts.setup().engine();
    this.me = me;
    this.at = at;
    this.resumed = resumed;
    this.presentAtNanos = System.nanoTime();
    for (Bus bus : Bus.values()) {
      replaced.put(bus, new CopyOnWriteArrayList<>());
    }
    this.thread = new Thread(this::run, "bus-mode-" + engine + "-" + parts.setup().instance());
    this.thread.setDaemon(true);
    this.work = new Signal(thread);
  }

  /// Follows the registry from now on.
  ModeFollower start() {
    parts.counters().gauge(BusMeter.MODE, this, follower -> follower.mode().number());
    parts.counters().gauge(BusMeter.MIGRATION_PHASE, this, ModeFollower::phaseNumber);
    parts.counters().gauge(BusMeter.MIGRATION_BACKLOG, this, ModeFollower::backlog);
    parts.counters().gauge(BusMeter.MIGRATION_HELD, parts.publishers(), PublishGate::waiting);
    listenAt(at);
    modes.follow(changed -> raise(changed));
    thread.start();
    return this;
  }

  private void raise(EngineType changed) {
    if (changed.equals(engine)) {
      work.raise();
    }
  }

  private double phaseNumber() {
    Phase now = phase;
    return now == null ? -1 : now.number();
  }

  private double backlog() {
    Move now = move;
    return now == null ? 0 : now.backlog();
  }

  Move.Parts parts() {
    return parts;
  }

  EngineModes modes() {
    return modes;
  }

  EngineMode mode() {
    return phase == null ? at : EngineMode.MIGRATING;
  }

  /// Empty while all is well, else what is wrong.
  String trouble() {
    return trouble;
  }

  /// Whoever listens hears of the servers of every side.
  void onServerReplaced(Bus bus, Runnable listener) {
    replaced.getOrDefault(bus, List.of()).add(listener);
  }

  private void listenAt(EngineMode mode) {
    LettuceDualBus side = parts.sides().open(mode);
    replaced.forEach(
        (bus, listeners) -> side.onServerReplaced(bus, () -> listeners.forEach(Runnable::run)));
  }

  private void run() {
    while (!closed) {
      long next = CALM;
      work.lower();
      try {
        next = step();
        trouble = "";
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (trouble.isEmpty()) {
          log.warn("moving {} waits: {}", engine, e.getMessage());
        }
        trouble = "moving waits: " + e.getMessage();
        next = SOON;
      }
      try {
        work.await(next);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private long step() throws InterruptedException {
    long now = System.nanoTime();
    if (now - presentAtNanos >= 0) {
      modes.present(engine, me, SILENCE);
      presentAtNanos = now + PRESENT_EVERY;
    }
    Migration found = modes.migration(engine).orElse(null);
    Move under = move;
    if (under != null && (found == null || !found.token().equals(under.token()))) {
      return superseded(under, found);
    }
    // One that others ended without this process, which they held for dead, is still to be
    // followed.
    boolean over = found == null || (found.phase().isEnd() && !isBehind(found));
    if (found == null || (over && under == null)) {
      if (phase != null || resumed) {
        parts.gate().settled(at, past(found));
      }
      phase = null;
      resumed = false;
      return CALM;
    }
    if (found.phase() == Phase.ABORTED && under != null) {
      abandon(under);
      return CALM;
    }
    phase = found.phase();
    return under == null ? enter(found) : walk(under, found);
  }

  /// Another migration is under way, or none. Ours may have come to its end all the same: it is
  /// over in the registry a moment before it is here, and who was held for dead has missed how it
  /// went on. Then the new side is where this engine is, and closing it would leave nothing to
  /// publish to.
  private long superseded(Move under, @Nullable Migration found) throws InterruptedException {
    boolean ended = under.isLeaving() || (found != null && found.from() == under.to());
    if (!ended) {
      abandon(under);
    } else if (under.leave(modes.carried())) {
      arrived(under);
    }
    return AT_ONCE;
  }

  private void arrived(Move under) {
    at = under.to();
    move = null;
    phase = null;
    resumed = false;
    log.info("{} has moved to {}", engine, at);
  }

  private boolean isBehind(Migration found) {
    return found.phase() == Phase.DONE && found.to() != at;
  }

  /// The fences behind which this client is.
  private @Nullable Fences past(@Nullable Migration found) {
    return found != null && found.phase() == Phase.DONE && found.to() == at
        ? new Fences(found)
        : null;
  }

  private void abandon(Move under) throws InterruptedException {
    under.giveUp();
    move = null;
    phase = null;
  }

  private long enter(Migration found) throws InterruptedException {
    if (found.to() == at) {
      // This process started at the new side.
      modes.ready(found, me, SILENCE, Phase.DONE);
      return SOON;
    }
    if (parts.subscriptions().quietNanos() < SETTLING) {
      return SOON;
    }
    move = Move.begin(parts, found, resumed);
    listenAt(found.to());
    return AT_ONCE;
  }

  private long walk(Move under, Migration found) throws InterruptedException {
    if (found.isAt(Phase.FENCED)) {
      under.fenced(found);
    }
    switch (found.phase()) {
      case ASKED -> modes.ready(found, me, SILENCE, Phase.GROUPS);
      case CARRIED -> {
        if (under.isOldDone(found)) {
          modes.ready(found, me, SILENCE, Phase.OLD_DONE);
        }
        return AT_ONCE;
      }
      case OLD_DONE, DONE -> {
        return leave(under, found);
      }
      default -> {
        return SOON;
      }
    }
    return SOON;
  }

  private long leave(Move under, Migration found) throws InterruptedException {
    if (under.leave(modes.carried())) {
      at = under.to();
      if (found.phase() == Phase.OLD_DONE) {
        modes.ready(found, me, SILENCE, Phase.DONE);
      } else {
        arrived(under);
      }
    }
    return AT_ONCE;
  }

  /// Ends the thread, lets go of what waits, and closes every side.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    parts.gate().close();
    parts.publishers().close();
    parts.sides().close();
    try {
      modes.leave(engine, me);
    } catch (BusException e) {
      log.debug("not counted out: {}", e.getMessage());
    }
    modes.close();
  }
}
