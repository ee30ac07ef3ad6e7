package dev.nautilus.hub.terms;

import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.hub.vendor.VendorsProperties.Terms;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import java.util.function.Predicate;

/// What may be done with a datum, by the terms of the source that said it. A source that is none of
/// the vendors (an engine of ours that consolidates, say) sets no terms.
public final class DataTerms {
  private final VendorsProperties vendors;

  public DataTerms(VendorsProperties vendors) {
    this.vendors = vendors;
  }

  /// Whether it may be kept beyond the memory of processes.
  public boolean mayBeStored(MarketDatum datum) {
    return allow(datum.provenance(), Terms::diskCache);
  }

  /// Whether machines may learn from it.
  public boolean mayTrain(MarketDatum datum) {
    return allow(datum.provenance(), Terms::train);
  }

  private boolean allow(Provenance provenance, Predicate<Terms> use) {
    return provenance.simulated()
        || !vendors.sources().contains(provenance.source())
        || use.test(vendors.of(provenance.source()).terms());
  }
}
