package dev.nautilus.hub.bridge;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How long the handler of an engine paused while it moved, beside what the machine did to
/// everybody in that time.
///
/// @param engine who moved
/// @param to where to
/// @param pause its longest pause, in nanoseconds
/// @param machine what the machine owes of that, in nanoseconds: how long an engine that did not
///   move had nothing either, or how old messages were that others got meanwhile or the engine
///   itself a second later, whichever is more
record Handover(EngineType engine, EngineMode to, long pause, long machine) {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /// A move as it was asked for and done.
  ///
  /// @param began ticker reading
  /// @param ended ticker reading
  record Move(EngineType engine, EngineMode to, long began, long ended) {
    Handover judged(Map<EngineType, Account> accounts) {
      long machine = 0;
      Account.Pause pause = new Account.Pause(began, began);
      Account own = accounts.get(engine);
      if (own != null) {
        pause = own.longest(began, ended);
        machine = own.oldest(pause.to() + SECOND, pause.to() + 2 * SECOND);
      }
      for (Map.Entry<EngineType, Account> each : accounts.entrySet()) {
        Account other = each.getValue();
        if (!each.getKey().equals(engine)) {
          machine = Math.max(machine, other.paused(pause));
          machine = Math.max(machine, other.oldest(pause.from(), pause.to()));
        }
      }
      return new Handover(engine, to, pause.nanos(), machine);
    }
  }

  double pauseSeconds() {
    return pause / 1e9;
  }

  /// What moving alone did, in seconds.
  double ownSeconds() {
    return (pause - machine) / 1e9;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s to %s: %.2f s without a message, of which the machine owes %.2f s",
        engine,
        to,
        pause / 1e9,
        Math.min(pause, machine) / 1e9);
  }
}
