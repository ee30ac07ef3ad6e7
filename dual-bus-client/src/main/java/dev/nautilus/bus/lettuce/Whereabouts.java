package dev.nautilus.bus.lettuce;

import dev.nautilus.bus.BusException;
import dev.nautilus.bus.BusTransport;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.Migration;
import dev.nautilus.bus.Migration.Phase;
import dev.nautilus.bus.legacy.Fences;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The start of a movable client: asks the registry where the engine is, also in the middle of a
/// move, and connects there.
final class Whereabouts {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(200);

  private Whereabouts() {}

  /// Finds out where the engine is, connects there, and follows it.
  ///
  /// @throws BusException when the registry cannot be reached within the connect timeout
  static ModeFollower follow(BusTransport.Setup setup, Sides sides, CounterBook book) {
    EngineMode first = setup.mode() == null ? EngineMode.DUAL : setup.mode();
    LettuceEngineModes modes =
        new LettuceEngineModes(setup.engineLogic(), "modes-" + setup.instance());
    String me = setup.instance() + "#" + Long.toHexString(RANDOM.nextLong());
    try {
      // Before looking: who is there is waited for, so nothing goes on meanwhile.
      present(setup, modes, me);
      EngineMode known = modes.settle(setup.engine(), first);
      Migration last = modes.migration(setup.engine()).orElse(null);
      return begin(setup, sides, book, new Found(modes, me, known, last));
    } catch (RuntimeException e) {
      modes.close();
      throw e;
    }
  }

  private static void present(BusTransport.Setup setup, LettuceEngineModes modes, String me) {
    long deadline = System.nanoTime() + setup.options().connectTimeout().toNanos();
    while (true) {
      try {
        modes.present(setup.engine(), me, ModeFollower.SILENCE);
        return;
      } catch (BusException e) {
        if (System.nanoTime() - deadline >= 0) {
          throw new BusException(
              BusException.Reason.NOT_SENT,
              "where %s is cannot be found out, the registry does not answer: is Redis up? %s"
                  .formatted(setup.engine(), e.getMessage()),
              e);
        }
        LockSupport.parkNanos(AGAIN);
      }
    }
  }

  /// What the registry says at the start.
  private record Found(
      LettuceEngineModes modes, String me, EngineMode mode, @Nullable Migration last) {
    boolean isMoving() {
      return mode == EngineMode.MIGRATING && last != null;
    }

    /// Where messages are handled.
    EngineMode side() {
      if (mode != EngineMode.MIGRATING) {
        return mode;
      }
      if (last == null) {
        throw new IllegalStateException("MIGRATING without a migration");
      }
      return last.isAt(Phase.OLD_DONE) ? last.to() : last.from();
    }
  }

  private static ModeFollower begin(
      BusTransport.Setup setup, Sides sides, CounterBook book, Found found) {
    EngineMode side = found.side();
    FenceGate gate = new FenceGate(side);
    Migration last = found.last();
    if (last != null && last.isAt(Phase.OLD_DONE) && last.to() == side) {
      gate.settled(side, new Fences(last));
    } else if (last != null && found.isMoving()) {
      gate.move(last.to(), last.token());
      if (last.isAt(Phase.FENCED)) {
        gate.fenced(new Fences(last));
      }
    }
    FenceWatch watch = new FenceWatch(gate);
    LettuceDualBus first = sides.open(side);
    watch.attach(first);
    Move.Parts parts =
        new Move.Parts(
            setup,
            sides,
            gate,
            new MovingSubscriptions(sides, gate),
            watch,
            new PublishGate(first),
            new Answering(),
            book.of(Server.MAIN));
    return new ModeFollower(parts, found.modes(), found.me(), side, found.isMoving()).start();
  }
}
