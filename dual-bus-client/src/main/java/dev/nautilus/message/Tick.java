package dev.nautilus.message;

import java.util.OptionalDouble;

/// A change of the last price as a vendor streams it; several trades may hide behind one tick.
///
/// @param price last price, may be negative
/// @param size volume behind this price change, when the vendor says so
/// @param cumulativeVolume volume of the session so far, when the vendor says so
public record Tick(
    InstrumentId instrument,
    double price,
    OptionalDouble size,
    OptionalDouble cumulativeVolume,
    Provenance provenance)
    implements MarketDatum {

  public Tick {
    Guard.finite(price, "price");
    Guard.notNegative(size, "size");
    Guard.notNegative(cumulativeVolume, "cumulativeVolume");
  }

  @Override
  public Tick withProvenance(Provenance other) {
    return new Tick(instrument, price, size, cumulativeVolume, other);
  }
}
