package dev.nautilus.message;

/// Direction of an order, or of the aggressor in a trade.
public enum Side {
  /// Buys, or lifted the offer.
  BUY,
  /// Sells, or hit the bid.
  SELL,
  /// The source does not say.
  UNKNOWN
}
