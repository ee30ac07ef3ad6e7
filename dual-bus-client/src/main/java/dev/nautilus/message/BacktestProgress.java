package dev.nautilus.message;

import java.math.BigDecimal;
import java.time.Instant;

/// How far a back-test run is.
///
/// @param runId which run
/// @param done fraction in [0, 1]
/// @param events replayed so far
/// @param replayedTo the run's own clock (UTC)
/// @param equity of the tested account at that clock, in `currency`
/// @param currency ISO code
public record BacktestProgress(
    String runId,
    double done,
    long events,
    Instant replayedTo,
    BigDecimal equity,
    String currency) {

  public BacktestProgress {
    Guard.text(runId, "runId");
    Guard.fraction(done, "done");
    Guard.notNegative(events, "events");
    Guard.decimal(equity, "equity");
    Guard.text(currency, "currency");
  }
}
