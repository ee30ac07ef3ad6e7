package dev.nautilus.fleet;

import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What to do about where engines are.
///
/// @param action what
/// @param engine whom it concerns; empty for all
/// @param to where it goes; empty unless it moves
/// @param within seconds it may take before the command no longer waits
record MigrateRequest(
    Action action, Optional<EngineType> engine, Optional<EngineMode> to, int within) {
  private static final String FORMS =
      "migrate wants ENGINE DUAL, ENGINE LEGACY, ENGINE --abort, --status or --report";

  /// What can be asked.
  enum Action {
    /// Moves an engine and shows how it gets on.
    MOVE,
    /// Gives a move up.
    ABORT,
    /// Where each engine is.
    STATUS,
    /// What each Redis has to do, now and at earlier moves.
    REPORT
  }

  /// @throws FleetException when it cannot be understood
  static MigrateRequest of(CommandLine line) {
    List<String> words = line.words();
    int within = line.number("within", 120, 1, 3_600);
    boolean status = line.has("status");
    boolean report = line.has("report");
    boolean abort = line.has("abort");
    if ((status ? 1 : 0) + (report ? 1 : 0) + (abort ? 1 : 0) > 1) {
      throw CommandLine.usage(FORMS);
    }
    if ((status || report) && words.isEmpty()) {
      return new MigrateRequest(
          status ? Action.STATUS : Action.REPORT, Optional.empty(), Optional.empty(), within);
    }
    if (status || report || words.size() != (abort ? 1 : 2)) {
      throw CommandLine.usage(FORMS);
    }
    return abort
        ? new MigrateRequest(Action.ABORT, engine(words), Optional.empty(), within)
        : new MigrateRequest(Action.MOVE, engine(words), Optional.of(mode(words.get(1))), within);
  }

  private static Optional<EngineType> engine(List<String> words) {
    try {
      return Optional.of(new EngineType(words.getFirst()));
    } catch (IllegalArgumentException e) {
      throw CommandLine.usage(String.valueOf(e.getMessage()));
    }
  }

  private static EngineMode mode(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "DUAL" -> EngineMode.DUAL;
      case "LEGACY" -> EngineMode.LEGACY;
      default -> throw CommandLine.usage("an engine moves to DUAL or LEGACY, was '" + word + "'");
    };
  }
}
