package dev.nautilus.engines.features.method;

import java.time.Instant;

/// A trade on the public tape, as the source reports it: several that it merged are one.
///
/// @param price may be negative
/// @param size 0 or more
/// @param observedAt when the vendor saw it; several trades may share an instant
public record TapeTrade(double price, double size, Instant observedAt) {

  public TapeTrade {
    if (!Double.isFinite(price)) {
      throw new IllegalArgumentException("price must be a finite number, was " + price);
    }
    if (!Double.isFinite(size) || size < 0) {
      throw new IllegalArgumentException("size must be a finite number, 0 or more, was " + size);
    }
  }
}
