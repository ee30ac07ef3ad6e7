package dev.nautilus.engines.analytics.method;

/// What an order cost against the price at which it was decided, and against the market's mean
/// while it was worked.
///
/// **Definition** with side +1 for a purchase and -1 for a sale: shortfall = `sum q (p - arrival)
/// side + unfilled (last - arrival) side + fees`; in basis points of the arrival notional of the
/// whole order. VWAP slippage = `(average - vwap) side / vwap * 1e4`. Positive costs, negative
/// gains. **Source** Perold (1988), J. Portfolio Management 14(3); Kissell & Glantz (2003).
/// **Undefined** (`NaN`) without an arrival price, or without anything filled.
///
/// @param filled quantity executed
/// @param averagePrice of what was executed
/// @param executionCost of the executed part, in the order's currency
/// @param opportunityCost of the part that was not
/// @param fees commissions
/// @param shortfallBps all of it, in basis points
/// @param vwapSlippageBps in basis points
public record ExecutionCost(
    double filled,
    double averagePrice,
    double executionCost,
    double opportunityCost,
    double fees,
    double shortfallBps,
    double vwapSlippageBps) {

  /// An order as it went.
  ///
  /// @param side +1 for a purchase, -1 for a sale
  /// @param ordered quantity asked for, more than 0
  /// @param filled quantity executed, 0 or more
  /// @param notional sum of quantity times price of the fills
  /// @param fees commissions, negative for rebates
  public record Worked(int side, double ordered, double filled, double notional, double fees) {
    public Worked {
      if (side != 1 && side != -1) {
        throw new IllegalArgumentException("side must be 1 or -1, was " + side);
      }
      if (!(ordered > 0) || !(filled >= 0)) {
        throw new IllegalArgumentException(
            "ordered must be more than 0 and filled 0 or more, were " + ordered + ", " + filled);
      }
    }
  }

  /// Computes.
  ///
  /// @param arrival price when the order was decided
  /// @param last price when it ended, for what was not executed
  /// @param vwap volume-weighted price of the market while it was worked
  public static ExecutionCost of(Worked order, double arrival, double last, double vwap) {
    double average = order.filled > 0 ? order.notional / order.filled : Double.NaN;
    double executed = order.side * (order.notional - order.filled * arrival);
    double unfilled = Math.max(order.ordered - order.filled, 0);
    double missed = unfilled > 0 ? order.side * unfilled * (last - arrival) : 0;
    double basis = Math.abs(order.ordered * arrival);
    return new ExecutionCost(
        order.filled,
        average,
        executed,
        missed,
        order.fees,
        (executed + missed + order.fees) / basis * 1e4,
        order.side * (average - vwap) / vwap * 1e4);
  }
}
