package dev.nautilus.simulator.yahoo;

/// Value of a European call without interest or dividends.
///
/// **Source** Black, Scholes (1973), JPE 81(3); the normal distribution by Abramowitz, Stegun,
/// 26.2.17, absolute error below 7.5e-8.
final class BlackScholes {
  private static final double[] B = {
    0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429
  };
  private static final double P = 0.2316419;

  private BlackScholes() {}

  /// The price of one call on one share.
  ///
  /// @param years to expiry, above 0
  /// @param volatility annual, a fraction above 0
  static double call(double spot, double strike, double years, double volatility) {
    double spread = volatility * Math.sqrt(years);
    double d1 = Math.log(spot / strike) / spread + spread / 2;
    return spot * normal(d1) - strike * normal(d1 - spread);
  }

  static double normal(double x) {
    if (x < 0) {
      return 1 - normal(-x);
    }
    double t = 1 / (1 + P * x);
    double tail = t * (B[0] + t * (B[1] + t * (B[2] + t * (B[3] + t * B[4]))));
    return 1 - StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * tail;
  }
}
