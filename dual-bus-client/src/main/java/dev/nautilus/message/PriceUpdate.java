package dev.nautilus.message;

import java.time.Instant;

/// An engine's own newest price of an instrument, absolute.
///
/// @param price in the instrument's currency, may be negative
/// @param at when the engine formed it (UTC)
public record PriceUpdate(InstrumentId instrument, double price, Instant at) {
  public PriceUpdate {
    Guard.finite(price, "price");
  }
}
