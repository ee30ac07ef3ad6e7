package dev.nautilus.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A back-test run begins.
///
/// @param runId unique
/// @param strategy what is tested
/// @param instruments on what
/// @param from first instant replayed (inclusive)
/// @param to end of the replay (exclusive)
/// @param parameters the configuration, by name
/// @param seed of all randomness in the run
/// @param inputHash SHA-256 over inputs, configuration and code version: same hash, same result
public record BacktestStart(
    String runId,
    String strategy,
    List<InstrumentId> instruments,
    Instant from,
    Instant to,
    Map<String, String> parameters,
    long seed,
    String inputHash) {

  public BacktestStart {
    Guard.text(runId, "runId");
    Guard.text(strategy, "strategy");
    instruments = List.copyOf(instruments);
    Guard.ordered(from, to);
    parameters = Guard.sorted(parameters);
    Guard.text(inputHash, "inputHash");
  }
}
