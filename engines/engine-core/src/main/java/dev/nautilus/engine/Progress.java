package dev.nautilus.engine;

import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far the engine is and since when. Safe for many threads.
final class Progress {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);

  /// @param reason a sentence for an operator
  record Stage(EngineState state, String reason, Instant since) {}

  private final InstantSource clock;
  private volatile Stage stage;
  private volatile double warmth;

  Progress(InstantSource clock) {
    this.clock = clock;
    stage = new Stage(EngineState.STARTING, "subscribing", clock.instant());
  }

  Stage stage() {
    return stage;
  }

  /// Share of the history it needs that the engine has, in [0, 1].
  double warmth() {
    return warmth;
  }

  void warmedTo(double share) {
    warmth = share;
  }

  boolean is(EngineState state) {
    return stage.state() == state;
  }

  /// Moves on. A failed engine stays failed: what comes after would hide the cause.
  synchronized void to(EngineState state, String reason) {
    Stage before = stage;
    if (before.state() == EngineState.FAILED) {
      return;
    }
    Instant since = before.state() == state ? before.since() : clock.instant();
    stage = new Stage(state, reason, since);
    if (state == EngineState.FAILED) {
      log.error("{}: {}", state, reason);
    } else if (before.state() != state) {
      log.info("{}: {}", state, reason);
    }
  }
}
