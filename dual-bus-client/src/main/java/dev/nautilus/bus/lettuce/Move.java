package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusMeter;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.MessageType;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Migration.Phase;
import dev.nautilus.bus.legacy.Fences;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's part in a migration, phase by phase: opens the new side, waits for the fences, lets
/// the old side finish, changes the publisher, leaves the old side. Each step may be called again
/// and again until it has done its work. Confined to the thread that follows the registry, but for
/// what it tells.
final class Move {
  private static final Logger log = LoggerFactory.getLogger(Move.class);
  private static final long FENCE_PATIENCE = TimeUnit.SECONDS.toNanos(3);
  private static final long LOST_PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final long ANSWER_PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private final Parts parts;
  private final Migration asked;
  private final LettuceDualBus oldSide;
  private final LettuceDualBus newSide;
  private final boolean resumed;
  private @Nullable Fences fences;
  private Map<String, String> closings = Map.of();
  private long carriedAtNanos;
  private long releasedAtNanos;
  private boolean goesWithout;
  private Stage stage = Stage.READING;
  private volatile long backlog;

  /// What a movable client consists of.
  record Parts(
      BusTransport.Setup setup,
      Sides sides,
      FenceGate gate,
      MovingSubscriptions subscriptions,
      FenceWatch watch,
      PublishGate publishers,
      Answering answering,
      BusCounters counters) {}

  private enum Stage {
    READING,
    HOLDING,
    QUIET,
    LEFT
  }

  private Move(Parts parts, Migration asked, boolean resumed) throws InterruptedException {
    this.parts = parts;
    this.asked = asked;
    this.resumed = resumed;
    this.oldSide = parts.sides().open(asked.from());
    boolean there = parts.sides().find(asked.to()) != null;
    this.newSide = parts.sides().open(asked.to());
    if (!there) {
      parts.watch().attach(newSide);
    }
    if (asked.phase() == Phase.ASKED) {
      new GroupPlaces(newSide, parts.subscriptions().wishes()).beginNow();
    }
  }

  /// Opens the new side and everything subscribed to there.
  ///
  /// @param resumed whether this process was not there when the migration began
  /// @throws BusException when a server cannot be reached; to be tried again
  static Move begin(Parts parts, Migration asked, boolean resumed) throws InterruptedException {
    if (!parts.gate().isMoving(asked.token())) {
      parts.gate().move(asked.to(), asked.token());
    }
    Move move = new Move(parts, asked, resumed);
    parts.subscriptions().open(asked.to(), move.newSide);
    parts.gate().hold();
    log.info("{} moves from {} to {}", asked.engine(), asked.from(), asked.to());
    return move;
  }

  String token() {
    return asked.token();
  }

  EngineMode to() {
    return asked.to();
  }

  /// Whether this client goes on at the new side already: nothing of the move can be taken back.
  boolean isLeaving() {
    return stage != Stage.READING;
  }

  /// Entries that are still to be handled at the old side, at least, as of the last look.
  long backlog() {
    return backlog;
  }

  /// The positions are known.
  void fenced(Migration now) {
    if (fences == null) {
      fences = new Fences(now);
      parts.gate().fenced(fences);
    }
  }

  /// Whether the old side has been handled up to the closing fences.
  boolean isOldDone(Migration now) throws InterruptedException {
    Fences closing = new Fences(now);
    if (!closing.closing().equals(closings)) {
      // They stand, or stand anew.
      closings = closing.closing();
      carriedAtNanos = System.nanoTime();
    }
    long left = new GroupPlaces(oldSide, parts.subscriptions().wishes()).backlog(closing);
    long missing = parts.watch().missing(asked.token(), oldSide, types(), closing);
    long patience = resumed ? FENCE_PATIENCE : LOST_PATIENCE;
    if (missing > 0 && System.nanoTime() - carriedAtNanos > patience) {
      // They passed before this process was there: what is pushed does not come again.
      if (!goesWithout) {
        goesWithout = true;
        parts.counters().add(BusMeter.MIGRATION_FENCES_MISSED, missing);
        log.warn("{} goes on without {} fences that have not come", asked.engine(), missing);
      }
      missing = 0;
    }
    backlog = left + missing;
    return backlog == 0;
  }

  private List<MessageType<?>> types() {
    return parts.subscriptions().wishes().stream()
        .<MessageType<?>>map(GroupPlaces.Wish::type)
        .toList();
  }

  /// Goes on at the new side, then leaves the old one; true when that is done.
  ///
  /// @param carried by stream up to which entry the bridge has carried it
  boolean leave(Map<String, String> carried) throws InterruptedException {
    switch (stage) {
      case READING -> {
        parts.gate().finished();
        parts.subscriptions().close(asked.from());
        parts.publishers().hold();
        releasedAtNanos = System.nanoTime();
        stage = Stage.HOLDING;
      }
      case HOLDING -> {
        if (isArrived(carried)) {
          parts.publishers().release(newSide);
          releasedAtNanos = System.nanoTime();
          stage = Stage.QUIET;
        }
      }
      case QUIET -> {
        if (isQuiet()) {
          oldSide.links().forEach(BusLink::stopReading);
          new GroupPlaces(oldSide, parts.subscriptions().wishes()).drop();
          parts.sides().close(asked.from());
          parts.gate().settled(asked.to(), fences);
          parts.watch().forget(asked.token());
          stage = Stage.LEFT;
        }
      }
      case LEFT -> {
        return true;
      }
    }
    return stage == Stage.LEFT;
  }

  /// Whether what this client wrote to the old side has come to the new one. Readers there would
  /// see newer messages first otherwise.
  private boolean isArrived(Map<String, String> carried) {
    boolean drained = true;
    boolean arrived = true;
    for (BusLink link : oldSide.links()) {
      drained &= link.isDrained();
      for (Map.Entry<String, StreamId> written : link.lastWritten().entrySet()) {
        String upTo = carried.get(written.getKey());
        arrived &= upTo != null && StreamId.parse(upTo).compareTo(written.getValue()) >= 0;
      }
    }
    long most = parts.setup().options().deliveryTimeout().toNanos();
    if (drained && !arrived && System.nanoTime() - releasedAtNanos > most) {
      log.error(
          "the bridge has not carried what {} wrote for {}: going on, readers at the new side may"
              + " see newer messages first; is the hub running?",
          asked.engine(),
          parts.setup().options().deliveryTimeout());
      return true;
    }
    return drained && arrived;
  }

  /// Whether nobody waits for a reply there, nor has to give one.
  private boolean isQuiet() {
    boolean waits = oldSide.links().stream().anyMatch(link -> !link.requests().isEmpty());
    boolean answers = !parts.answering().isIdle();
    boolean patient = System.nanoTime() - releasedAtNanos < ANSWER_PATIENCE;
    return !waits && !(answers && patient);
  }

  /// Everything as it was.
  void giveUp() throws InterruptedException {
    parts.gate().givenUp(asked.from());
    parts.subscriptions().close(asked.to());
    newSide.links().forEach(BusLink::stopReading);
    new GroupPlaces(newSide, parts.subscriptions().wishes()).drop();
    parts.sides().close(asked.to());
    parts.counters().increment(BusMeter.MIGRATIONS_ABORTED);
    log.warn("{} stays {}: the migration was given up", asked.engine(), asked.from());
  }
}
