package dev.nautilus.hub.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is written down.
sealed interface HistoryRow {

  /// One request that was answered, or refused.
  ///
  /// @param symbol null for a search
  /// @param outcome in lower case
  /// @param latency from the question to the answer
  record Request(
      Instant at,
      String engine,
      String type,
      @Nullable String symbol,
      String outcome,
      Duration latency)
      implements HistoryRow {}

  /// What happened in an interval.
  ///
  /// @param end when it ended
  /// @param length how long it was
  /// @param served answered without a call of their own, stale ones among them
  /// @param stale of these, how many were stale
  /// @param called answered by a call made for them
  /// @param refused not answered
  /// @param saved calls that direct callers would have made, less those made
  /// @param latency of all answered together
  record Interval(
      Instant end,
      Duration length,
      long served,
      long stale,
      long called,
      long refused,
      long saved,
      Duration latency)
      implements HistoryRow {

    long answered() {
      return served + called;
    }

    /// A fraction; null without requests.
    @Nullable Double hitRate() {
      return answered() == 0 ? null : (double) served / answered();
    }

    /// Null without requests.
    @Nullable Double meanLatencyMillis() {
      return answered() == 0 ? null : latency.toNanos() / 1e6 / answered();
    }
  }
}
