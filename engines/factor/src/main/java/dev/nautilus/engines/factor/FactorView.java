package dev.nautilus.engines.factor;

import dev.nautilus.message.FactorCovariance;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param newest the newest day; null before the first
/// @param covariance as of the newest day; null before enough days
/// @param fama t-statistic of each factor's mean return over all days, plain; left out when
///   undefined
/// @param days how many days were estimated
/// @param missing what an asset lacks that is in no universe, by symbol: it "has no history"
/// @param needed how many assets there are and must be, in words
record FactorView(
    @Nullable DayResult newest,
    @Nullable FactorCovariance covariance,
    Map<String, Double> fama,
    int days,
    Map<String, String> missing,
    String needed) {
  FactorView {
    fama = Collections.unmodifiableMap(new LinkedHashMap<>(fama));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
  }

  /// Why there is no day: what must come before one can be estimated.
  String notReady() {
    String lacking =
        missing.entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return "not ready: %s%s%s".formatted(needed, lacking.isEmpty() ? "" : "; ", lacking);
  }

  /// The days that can be asked for.
  ///
  /// @param byDate newest revision of each
  record Days(NavigableMap<LocalDate, DayResult> byDate) {
    Days {
      byDate = Collections.unmodifiableNavigableMap(new TreeMap<>(byDate));
    }

    List<String> names() {
      return byDate.keySet().stream().map(LocalDate::toString).toList();
    }
  }
}
