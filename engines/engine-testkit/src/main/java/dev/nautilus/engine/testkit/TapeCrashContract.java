package dev.nautilus.engine.testkit;

import dev.nautilus.bus.DualBusClient;

/// A [CrashContract] of an engine that lives on one instrument's tape. The tape lies in the future,
/// so that the clock, which ends intervals, has no part in what the engine says.
public abstract class TapeCrashContract extends CrashContract {
  private static final long SEED = 7;

  private final SampleTape tape;

  /// For implementors.
  ///
  /// @param tape of the engine's other tests
  protected TapeCrashContract(SampleTape tape) {
    this.tape = tape.inTheFuture();
  }

  /// The tape, in the future.
  protected SampleTape tape() {
    return tape;
  }

  @Override
  protected void answerHistory(DualBusClient hub) {
    tape.answerAll(hub, SEED);
  }

  @Override
  protected void warmUp(EngineHarness engine) {
    engine.warmUp(asked -> tape.history(asked, SEED));
  }
}
