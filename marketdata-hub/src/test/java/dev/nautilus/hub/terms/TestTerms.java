package dev.nautilus.hub.terms;

import dev.nautilus.hub.vendor.TestVendors;
import dev.nautilus.hub.vendor.VendorsProperties;
import dev.nautilus.hub.vendor.VendorsProperties.Terms;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Provenance;
import java.util.Map;

/// Terms of the source `fake`, and data it said that are not simulated.
public final class TestTerms {
  public static final Terms FORBIDDEN = new Terms(false, false, false, "");
  public static final Terms ALLOWED = new Terms(true, true, true, "");

  private TestTerms() {}

  /// The terms of the source `fake`.
  public static DataTerms of(Terms terms) {
    return new DataTerms(new VendorsProperties(Map.of("fake", TestVendors.withTerms(terms))));
  }

  /// A server that writes to disk, or does not.
  public static Storage storage(Terms terms, boolean onDisk) {
    return new Storage("The server", of(terms), () -> onDisk, System::nanoTime);
  }

  /// The same as from a real market.
  public static MarketDatum real(MarketDatum datum) {
    Provenance seen = datum.provenance();
    return datum.withProvenance(
        new Provenance(seen.source(), seen.observedAt(), seen.receivedAt(), seen.version(), false));
  }
}
