package dev.nautilus.engines.backtesting;

import dev.nautilus.engines.backtesting.method.RoundTrip;
import dev.nautilus.message.BacktestError;
import dev.nautilus.message.Measure;
import dev.nautilus.message.ParameterOptimization;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param runs by id, newest last
/// @param captured bars that a run of source `bus` can replay, by `AAPL 1m`
/// @param studies searches for good parameters by id, newest last
record BacktestView(
    Map<String, Run> runs, Map<String, Integer> captured, Map<String, Study> studies) {
  BacktestView {
    runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    captured = Collections.unmodifiableMap(new LinkedHashMap<>(captured));
    studies = Collections.unmodifiableMap(new LinkedHashMap<>(studies));
  }

  /// The same with the studies as of now.
  BacktestView with(Map<String, Study> current) {
    return new BacktestView(runs, captured, current);
  }

  /// A search for good parameters.
  ///
  /// @param done fraction in [0, 1]
  /// @param result null before it is over
  /// @param error why it failed; null unless it did
  record Study(
      String id,
      Status status,
      StudyPlan plan,
      double done,
      @Nullable ParameterOptimization result,
      @Nullable String error) {}

  /// How far a run is.
  enum Status {
    /// The vendors' history was asked for.
    WAITING,
    /// Others run first.
    QUEUED,
    RUNNING,
    COMPLETE,
    FAILED
  }

  /// One run.
  ///
  /// @param settings its plan
  /// @param done fraction in [0, 1]
  /// @param events bars replayed
  /// @param replayedTo its own clock; null before it began
  /// @param equity at that clock
  /// @param inputHash null before its data were there
  /// @param resultHash null before it was over
  /// @param trades newest round trips, oldest first
  /// @param allTrades how many there were
  /// @param error null unless it failed
  record Run(
      String id,
      Status status,
      Map<String, String> settings,
      double done,
      long events,
      @Nullable Instant replayedTo,
      double equity,
      @Nullable String inputHash,
      @Nullable String resultHash,
      List<Measure> statistics,
      List<Trade> trades,
      long allTrades,
      @Nullable BacktestError error) {
    Run {
      statistics = List.copyOf(statistics);
      trades = List.copyOf(trades);
    }
  }

  /// A round trip.
  ///
  /// @param size negative for a short one
  /// @param entry start of the bar in which it began
  /// @param exit start of the bar in which it ended
  /// @param profit after commission
  /// @param returned a fraction; missing for an entry at price 0
  record Trade(
      BigDecimal size,
      Instant entry,
      Instant exit,
      BigDecimal entryPrice,
      BigDecimal exitPrice,
      BigDecimal profit,
      OptionalDouble returned,
      BigDecimal commission) {
    static Trade of(RoundTrip trip) {
      double returned = trip.returned();
      return new Trade(
          trip.size(),
          Instant.EPOCH.plusNanos(trip.entryNanos()),
          Instant.EPOCH.plusNanos(trip.exitNanos()),
          trip.entryPrice(),
          trip.exitPrice(),
          trip.profit(),
          Double.isFinite(returned) ? OptionalDouble.of(returned) : OptionalDouble.empty(),
          trip.commission());
    }
  }
}
