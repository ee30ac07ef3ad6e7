package dev.nautilus.engines.backtesting.method;

/// What stands between a decision and its result.
///
/// @param slippage how much worse orders execute
/// @param commission what orders pay
/// @param volumeLimit share of a bar's volume that all orders together may take; infinite for all
/// @param latencyNanos from the close on which an order was decided to where it can execute, 0 or
///   more
/// @param borrowRate of a year on the value of short positions, a fraction
/// @param fundingRate of a year on negative cash, a fraction
public record Costs(
    Slippage slippage,
    Commission commission,
    double volumeLimit,
    long latencyNanos,
    double borrowRate,
    double fundingRate) {
  /// Nothing at all.
  public static final Costs NONE =
      new Costs(Slippage.none(), Commission.none(), Double.POSITIVE_INFINITY, 0, 0, 0);

  public Costs {
    if (!(volumeLimit > 0) || latencyNanos < 0) {
      throw new IllegalArgumentException(
          "volumeLimit must be more than 0 and latency 0 or more, were %s and %d"
              .formatted(volumeLimit, latencyNanos));
    }
    if (!(borrowRate >= 0 && borrowRate < 10) || !(fundingRate >= 0 && fundingRate < 10)) {
      throw new IllegalArgumentException(
          "rates must be 0 or more, below 10, were " + borrowRate + " and " + fundingRate);
    }
  }
}
