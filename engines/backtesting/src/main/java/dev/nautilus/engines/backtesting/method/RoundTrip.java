package dev.nautilus.engines.backtesting.method;

import java.math.BigDecimal;

/// A position from its entry to its exit.
///
/// @param instrument which of the run's instruments, from 0
/// @param size units; negative for a short one
/// @param entryBar index of the instrument's bar in which it began, from 0
/// @param exitBar index of the bar in which it ended
/// @param entryNanos start of that bar
/// @param exitNanos start of that bar
/// @param profit `size * (exit - entry)` less commission, exact
/// @param commission of entry and exit
public record RoundTrip(
    int instrument,
    BigDecimal size,
    long entryBar,
    long exitBar,
    long entryNanos,
    long exitNanos,
    BigDecimal entryPrice,
    BigDecimal exitPrice,
    BigDecimal profit,
    BigDecimal commission) {

  /// From the start of the entry's bar to that of the exit's.
  public long nanos() {
    return exitNanos - entryNanos;
  }

  /// Profit over what was put in, a fraction; `NaN` for an entry at price 0.
  public double returned() {
    double basis = size.multiply(entryPrice).abs().doubleValue();
    return basis == 0 ? Double.NaN : profit.doubleValue() / basis;
  }
}
