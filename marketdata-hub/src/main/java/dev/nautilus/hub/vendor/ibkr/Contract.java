package dev.nautilus.hub.vendor.ibkr;

import dev.nautilus.message.InstrumentId;
import java.time.ZoneId;

/// What Interactive Brokers calls an instrument.
///
/// @param conid its number, 1 or more
/// @param zone of its exchange, for the dates of daily bars
/// @param traded false for an index or a currency pair, which report no volume
record Contract(InstrumentId instrument, long conid, ZoneId zone, boolean traded) {
  Contract {
    if (conid < 1) {
      throw new IllegalArgumentException("conid must be 1 or more, was " + conid);
    }
  }
}
