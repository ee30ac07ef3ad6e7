package dev.nautilus.message;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Best bid and offer of one source, absolute: a newer quote replaces an older one.
///
/// @param bid a side may be missing; a price may be negative
/// @param bidSize at the bid; 0 is a size, missing is not
/// @param ask same unit as `bid`; may be below it: a crossed market is data, not an error
/// @param askSize at the ask
/// @param last last traded price, when the source says so
/// @param currency ISO code as the source spells it (`USD`, `GBp` for pence), null when unknown
public record Quote(
    InstrumentId instrument,
    OptionalDouble bid,
    OptionalDouble bidSize,
    OptionalDouble ask,
    OptionalDouble askSize,
    OptionalDouble last,
    @Nullable String currency,
    Provenance provenance)
    implements MarketDatum {

  public Quote {
    Guard.finite(bid, "bid");
    Guard.notNegative(bidSize, "bidSize");
    Guard.finite(ask, "ask");
    Guard.notNegative(askSize, "askSize");
    Guard.finite(last, "last");
  }

  @Override
  public Quote withProvenance(Provenance other) {
    return new Quote(instrument, bid, bidSize, ask, askSize, last, currency, other);
  }
}
