package dev.nautilus.engines.analytics;

import dev.nautilus.message.AnalyticsResult;
import dev.nautilus.message.BacktestComplete;
import dev.nautilus.quant.performance.Drawdown;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param accounts by name
/// @param strategies by name
/// @param instruments by symbol
/// @param runs back-test runs that ended, by id, newest last
/// @param orders costs of the newest orders that are done, oldest first
/// @param working orders that are not done
/// @param repeated fills that came with an id known already, and were left out
record AnalyticsView(
    Map<String, Sheet> accounts,
    Map<String, Sheet> strategies,
    Map<String, Sheet> instruments,
    Map<String, BacktestComplete> runs,
    List<AnalyticsResult> orders,
    int working,
    long repeated) {
  AnalyticsView {
    accounts = ordered(accounts);
    strategies = ordered(strategies);
    instruments = ordered(instruments);
    runs = ordered(runs);
    orders = List.copyOf(orders);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /// One subject.
  ///
  /// @param days with a return
  /// @param windows statistics of each full window, by its code
  /// @param months return of each month, by `2026-01`
  /// @param deepest the deepest drawdowns, deepest first
  /// @param attribution the newest, as the factor engine said it
  record Sheet(
      String name,
      Subject.Kind kind,
      int days,
      Map<String, AnalyticsResult> windows,
      Map<String, Double> months,
      List<Loss> deepest,
      @Nullable AnalyticsResult attribution) {
    Sheet {
      windows = ordered(windows);
      months = ordered(months);
      deepest = List.copyOf(deepest);
    }
  }

  /// A drawdown.
  ///
  /// @param end the day that recovered it; null while none has
  /// @param depth a fraction below 0
  /// @param days from the first loss to the recovery, or so far
  record Loss(LocalDate start, LocalDate trough, @Nullable LocalDate end, double depth, long days) {
    static Loss of(Drawdown drawdown, List<LocalDate> dates) {
      return new Loss(
          dates.get((int) drawdown.start()),
          dates.get((int) drawdown.trough()),
          drawdown.recovered() ? dates.get((int) drawdown.end()) : null,
          drawdown.depth(),
          drawdown.recovered() ? drawdown.length() : drawdown.length() - 1);
    }
  }
}
