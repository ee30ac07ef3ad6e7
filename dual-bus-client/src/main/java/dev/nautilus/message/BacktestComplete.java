package dev.nautilus.message;

import java.math.BigDecimal;
import java.util.List;

/// A back-test run ended with a result.
///
/// @param runId which run
/// @param inputHash as the run began with
/// @param resultHash SHA-256 over trades, equity and statistics
/// @param trades how many
/// @param finalEquity of the tested account, in `currency`
/// @param currency ISO code
/// @param statistics undefined ones are listed without a value
public record BacktestComplete(
    String runId,
    String inputHash,
    String resultHash,
    long trades,
    BigDecimal finalEquity,
    String currency,
    List<Measure> statistics) {

  public BacktestComplete {
    Guard.text(runId, "runId");
    Guard.text(inputHash, "inputHash");
    Guard.text(resultHash, "resultHash");
    Guard.notNegative(trades, "trades");
    Guard.decimal(finalEquity, "finalEquity");
    Guard.text(currency, "currency");
    statistics = List.copyOf(statistics);
  }
}
