package dev.nautilus.engines.strategy;

import dev.nautilus.message.RiskState;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param modes what risk lets each account do; `*` for all
/// @param strategies by name
record StrategyView(Map<String, RiskState.Mode> modes, Map<String, Run> strategies) {
  StrategyView {
    modes = Collections.unmodifiableMap(new TreeMap<>(modes));
    strategies = Collections.unmodifiableMap(new TreeMap<>(strategies));
  }

  /// A strategy.
  ///
  /// @param started whether it goes into new positions
  /// @param signals formed so far
  /// @param orders requested so far
  /// @param denied orders that were denied, by itself, by risk, or by silence
  /// @param legs by symbol
  record Run(
      Plan plan,
      boolean started,
      long signals,
      long orders,
      long denied,
      Map<String, LegView> legs) {
    Run {
      legs = Collections.unmodifiableMap(new LinkedHashMap<>(legs));
    }
  }

  /// @param ordered whether an order is on its way
  record LegView(Leg.State state, BigDecimal position, boolean ordered) {}
}
