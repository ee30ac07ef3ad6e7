package dev.nautilus.hub.vendor;

import dev.nautilus.bus.MessageType;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One question to a vendor.
///
/// @param type what kind of data
/// @param instruments about what; more than one only where the vendor answers several in one call
/// @param interval how bars are cut; null for other types
/// @param from first instant wanted (inclusive); null for the vendor's default
/// @param to end of the range (exclusive); null for now
/// @param limit most rows per instrument, the newest ones; 0 for all in range
/// @param text free search text; null when instruments are named
public record VendorQuery(
    MessageType<? extends MarketDatum> type,
    List<InstrumentId> instruments,
    @Nullable BarSpec interval,
    @Nullable Instant from,
    @Nullable Instant to,
    int limit,
    @Nullable String text) {

  public VendorQuery {
    instruments = List.copyOf(instruments);
    if (instruments.isEmpty() && text == null) {
      throw new IllegalArgumentException("a query must name an instrument or a search text");
    }
  }
}
