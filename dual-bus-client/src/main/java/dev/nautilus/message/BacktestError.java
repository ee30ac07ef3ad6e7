package dev.nautilus.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A back-test run ended without a result.
///
/// @param runId which run
/// @param code stable code (`NO_DATA`, `LOOK_AHEAD`, `CANCELLED` ...)
/// @param detail a sentence for people
/// @param replayedTo the run's own clock when it ended (UTC); null when it never began to replay
public record BacktestError(
    String runId, String code, String detail, @Nullable Instant replayedTo) {
  public BacktestError {
    Guard.text(runId, "runId");
    Guard.text(code, "code");
  }
}
