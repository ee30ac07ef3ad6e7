package dev.nautilus.bus;

import java.util.Map;

/// One engine's move between main Redis and the buses, as the registry knows it.
///
/// @param engine who moves
/// @param token random, new with each migration
/// @param from LEGACY or DUAL
/// @param to the other one
/// @param phase how far it is
/// @param positions the fences, and what else is known of streams: see
///   [dev.nautilus.bus.legacy.Fences] for the names
public record Migration(
    EngineType engine,
    String token,
    EngineMode from,
    EngineMode to,
    Phase phase,
    Map<String, String> positions) {

  /// How far a migration is. Each phase is entered once, in this order; [#ABORTED] instead of
  /// `OLD_DONE`.
  public enum Phase {
    /// Somebody wants it. The instances of the engine make their groups on the new side.
    ASKED(0),
    /// All running instances have: nothing from now on is missed there. The bridge sets fences.
    GROUPS(1),
    /// The opening fences stand and their positions are known: every message is on one side of
    /// them.
    FENCED(2),
    /// What was before the fences has been carried to the old side, and the closing fences stand
    /// behind it there.
    CARRIED(3),
    /// All running instances have handled the old side up to the closing fences. They read the new
    /// side now and move their publishers.
    OLD_DONE(4),
    /// All have moved; nothing is left at the old side.
    DONE(5),
    /// Given up before `OLD_DONE`: everything is as it was.
    ABORTED(6);

    private final int number;

    Phase(int number) {
      this.number = number;
    }

    /// As a meter says it: 0 ASKED to 5 DONE, 6 ABORTED.
    public int number() {
      return number;
    }

    /// Whether nothing more will happen.
    public boolean isEnd() {
      return this == DONE || this == ABORTED;
    }

    /// Whether it can still be given up.
    public boolean isAbortable() {
      return compareTo(OLD_DONE) < 0;
    }
  }

  public Migration {
    positions = Map.copyOf(positions);
  }

  /// Whether it has come at least so far. Nothing is reached by one that was given up.
  public boolean isAt(Phase least) {
    return phase != Phase.ABORTED && phase.compareTo(least) >= 0;
  }
}
