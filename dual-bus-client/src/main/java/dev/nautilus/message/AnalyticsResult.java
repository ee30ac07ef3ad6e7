package dev.nautilus.message;

import java.time.Instant;
import java.util.List;

/// Statistics of performance, of execution or of where a return came from.
///
/// @param subject whose: an account, a strategy or a back-test run
/// @param kind which statistics
/// @param window what they cover (`1m`, `3m`, `1y`, `all`)
/// @param from first instant covered (inclusive)
/// @param to end of what is covered (exclusive)
/// @param measures undefined ones are listed without a value
/// @param simulated true when any input does not come from a real market
public record AnalyticsResult(
    String subject,
    Kind kind,
    String window,
    Instant from,
    Instant to,
    List<Measure> measures,
    boolean simulated) {

  /// Which statistics.
  public enum Kind {
    /// Returns, risk-adjusted returns, drawdowns, trades.
    PERFORMANCE,
    /// What trading cost against arrival and interval prices.
    EXECUTION_COST,
    /// Common, specific, tilt and timing parts of a return.
    ATTRIBUTION
  }

  public AnalyticsResult {
    Guard.text(subject, "subject");
    Guard.text(window, "window");
    Guard.ordered(from, to);
    measures = List.copyOf(measures);
  }
}
