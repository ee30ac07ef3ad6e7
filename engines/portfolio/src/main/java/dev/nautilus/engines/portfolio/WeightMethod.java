package dev.nautilus.engines.portfolio;

import java.util.Locale;

/// Which weights are sought.
enum WeightMethod {
  /// Least variance.
  MIN_VARIANCE,
  /// Least variance for a return that is asked for.
  EFFICIENT_RETURN,
  /// Most return over the risk-free rate for a unit of volatility.
  MAX_SHARPE,
  /// Most return less the price of variance.
  QUADRATIC_UTILITY,
  /// The same with the returns of Black and Litterman.
  BLACK_LITTERMAN,
  /// Every asset carries the same risk.
  ERC,
  /// Risk shared along a tree of likeness.
  HRP,
  /// Least loss on the worst days.
  MIN_CVAR;

  /// As messages carry it: `min_variance`.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
