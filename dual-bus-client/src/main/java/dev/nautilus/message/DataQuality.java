package dev.nautilus.message;

import java.time.Instant;

/// A check on market data failed.
///
/// @param check which one (`source_disagreement`, `crossed`, `stale`, `out_of_range` ...)
/// @param source whose data
/// @param detail a sentence with the numbers
/// @param at when it was seen (UTC)
public record DataQuality(
    InstrumentId instrument, String check, Source source, String detail, Instant at) {
  public DataQuality {
    Guard.text(check, "check");
  }
}
