package dev.nautilus.quant.flow;

/// Best bid and ask with their sizes; all four known.
///
/// @param bid in price units; above `ask` in a crossed market
/// @param bidSize 0 or more
/// @param askSize 0 or more
public record BookTop(double bid, double bidSize, double ask, double askSize) {
  /// Mid price.
  public double mid() {
    return (bid + ask) / 2;
  }

  /// Mid price weighted by the opposite sizes; `NaN` when both are 0.
  ///
  /// **Source** Stoikov (2018), Quantitative Finance 18(12): the first approximation.
  public double microprice() {
    return (bid * askSize + ask * bidSize) / (bidSize + askSize);
  }

  /// `(bid size - ask size)/(bid size + ask size)`, in [-1, 1]; `NaN` when both are 0.
  public double imbalance() {
    return (bidSize - askSize) / (bidSize + askSize);
  }

  /// What this update of the book adds to buying pressure, in size.
  ///
  /// **Source** Cont, Kukanov & Stoikov (2014), J. Financial Econometrics 12(1), equation 4.
  ///
  /// @param before the top it replaces
  public double flowSince(BookTop before) {
    double bought = (bid >= before.bid ? bidSize : 0) - (bid <= before.bid ? before.bidSize : 0);
    double sold = (ask <= before.ask ? askSize : 0) - (ask >= before.ask ? before.askSize : 0);
    return bought - sold;
  }
}
