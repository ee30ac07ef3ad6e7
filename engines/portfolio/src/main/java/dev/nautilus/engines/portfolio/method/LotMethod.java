package dev.nautilus.engines.portfolio.method;

/// Which units a sale takes first.
public enum LotMethod {
  /// All units are the same and cost their average.
  AVERAGE,
  /// The oldest first (IRS Publication 550; wash sales are not looked for).
  FIFO
}
