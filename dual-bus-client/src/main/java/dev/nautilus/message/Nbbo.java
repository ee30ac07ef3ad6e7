package dev.nautilus.message;

import java.util.List;
import java.util.OptionalDouble;

/// Best bid and offer over all venues, consolidated by the marketdata engine; absolute.
///
/// @param bid best bid over the venues; missing when no venue bids
/// @param bidSize sum over the venues at the best bid
/// @param bidVenues who stands at the best bid
/// @param ask best ask; below `bid` when the consolidated market is crossed
/// @param askSize sum over the venues at the best ask
/// @param askVenues who stands at the best ask
public record Nbbo(
    InstrumentId instrument,
    OptionalDouble bid,
    OptionalDouble bidSize,
    List<String> bidVenues,
    OptionalDouble ask,
    OptionalDouble askSize,
    List<String> askVenues,
    Provenance provenance)
    implements MarketDatum {

  public Nbbo {
    Guard.finite(bid, "bid");
    Guard.notNegative(bidSize, "bidSize");
    Guard.finite(ask, "ask");
    Guard.notNegative(askSize, "askSize");
    bidVenues = List.copyOf(bidVenues);
    askVenues = List.copyOf(askVenues);
  }

  /// True when the best bid stands above the best ask.
  public boolean crossed() {
    return bid.isPresent() && ask.isPresent() && bid.getAsDouble() > ask.getAsDouble();
  }

  @Override
  public Nbbo withProvenance(Provenance other) {
    return new Nbbo(instrument, bid, bidSize, bidVenues, ask, askSize, askVenues, other);
  }
}
