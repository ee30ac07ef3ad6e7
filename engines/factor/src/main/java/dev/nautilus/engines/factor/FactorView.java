package dev.nautilus.engines.factor;

import dev.nautilus.message.FactorCovariance;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param newest the newest day; null before the first
/// @param covariance as of the newest day; null before enough days
/// @param fama t-statistic of each factor's mean return over all days, plain; left out when
///   undefined
/// @param days how many days were estimated
/// @param missing why an asset is in no universe, by symbol
record FactorView(
    @Nullable DayResult newest,
    @Nullable FactorCovariance covariance,
    Map<String, Double> fama,
    int days,
    Map<String, String> missing) {
  FactorView {
    fama = Collections.unmodifiableMap(new LinkedHashMap<>(fama));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
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
