package dev.nautilus.message;

import java.util.Map;

/// The generic market message of any engine: a price and whatever else belongs to it.
///
/// @param price in the instrument's currency, may be negative
/// @param attributes further facts in the sender's words
public record MarketData(InstrumentId instrument, double price, Map<String, String> attributes) {
  public MarketData {
    Guard.finite(price, "price");
    attributes = Map.copyOf(attributes);
  }

  /// A price and nothing else.
  public MarketData(InstrumentId instrument, double price) {
    this(instrument, price, Map.of());
  }
}
