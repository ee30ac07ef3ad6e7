package dev.nautilus.engines.strategy;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.InstrumentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The strategies that run. Confined to the engine thread.
///
/// An instrument of an account belongs to one strategy: a position is known by account and
/// instrument alone, and two strategies would undo each other's.
final class Strategies {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

  private final int most;
  private final Map<String, StrategyRun> runs = new TreeMap<>();

  Strategies(StrategyProperties properties) {
    most = properties.mostPlans();
    properties
        .plans()
        .forEach(
            (name, plan) -> {
              check(name, plan);
              runs.put(name, new StrategyRun(name, plan));
            });
  }

  private void check(String name, Plan plan) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a strategy's name must be 1 to 40 of a-z, 0-9, _ and -, was '" + name + "'");
    }
    for (StrategyRun other : runs.values()) {
      for (InstrumentId symbol : plan.symbols()) {
        if (!other.name().equals(name)
            && other.plan().account().equals(plan.account())
            && other.plan().symbols().contains(symbol)) {
          throw new IllegalArgumentException(
              "%s of account %s must belong to one strategy, belongs to %s"
                  .formatted(symbol, plan.account(), other.name()));
        }
      }
    }
  }

  /// In the order of their names.
  Collection<StrategyRun> all() {
    return runs.values();
  }

  /// Adds a strategy, or changes one that is flat.
  ///
  /// @throws EngineException INVALID, saying what must be different
  StrategyView.Run define(String name, Plan plan) {
    StrategyRun known = runs.get(name);
    if (known == null && runs.size() >= most) {
      throw EngineException.invalid("there may be at most " + most + " strategies");
    }
    if (known != null && known.plan().version() >= plan.version()) {
      throw EngineException.invalid(
          "version of %s must be higher than %d, was %d"
              .formatted(name, known.plan().version(), plan.version()));
    }
    if (known != null && !known.isFlat()) {
      throw EngineException.invalid(
          name + " must be flat before it is changed: stop it and wait until it has left");
    }
    try {
      check(name, plan);
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
    StrategyRun run = new StrategyRun(name, plan);
    runs.put(name, run);
    return run.view();
  }

  /// Lets a strategy go into new positions, or keeps it from them.
  ///
  /// @throws EngineException UNKNOWN, listing those that exist
  StrategyView.Run start(String name, boolean on) {
    StrategyRun run = runs.get(name);
    if (run == null) {
      throw EngineException.unknown("strategy", name, List.copyOf(runs.keySet()));
    }
    run.start(on);
    return run.view();
  }

  void write(StateOutput out) {
    out.all(runs.values(), (to, run) -> run.write(to));
  }

  /// Strategies of the settings that the state does not hold start anew; the others go on, unless
  /// the settings hold a newer version of a flat one.
  void read(StateInput in) {
    for (StrategyRun saved : in.all(StrategyRun::read)) {
      StrategyRun fresh = runs.get(saved.name());
      boolean newer =
          fresh != null && fresh.plan().version() > saved.plan().version() && saved.isFlat();
      if (!newer) {
        runs.put(saved.name(), saved);
      }
    }
  }
}
