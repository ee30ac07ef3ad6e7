package dev.nautilus.message;

import org.jspecify.annotations.Nullable;

/// A trade on the public tape.
///
/// @param price may be negative
/// @param size more than 0
/// @param aggressor who crossed the spread, as the source says
/// @param conflated true when the source merges several trades into one; `size` is then the change
///   in cumulative volume
/// @param tradeId the venue's id, null when it gives none
public record Trade(
    InstrumentId instrument,
    double price,
    double size,
    Side aggressor,
    boolean conflated,
    @Nullable String tradeId,
    Provenance provenance)
    implements MarketDatum {

  public Trade {
    Guard.finite(price, "price");
    Guard.notNegative(size, "size");
  }

  @Override
  public Trade withProvenance(Provenance other) {
    return new Trade(instrument, price, size, aggressor, conflated, tradeId, other);
  }
}
