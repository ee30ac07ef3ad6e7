package dev.nautilus.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An engine asks the hub for market data.
///
/// @param instruments 1 to 200
/// @param types catalogue names of market data types (`quote`, `bar` ...), 1 to 20
/// @param interval how bars are cut; null where no bars are asked for (the hub then takes `1d`)
/// @param from first instant wanted (inclusive); null for the source's default
/// @param to end of the range (exclusive); null for now
/// @param limit most rows per instrument and type, the newest ones; 0 for the hub's default
public record DataRequest(
    List<InstrumentId> instruments,
    List<String> types,
    @Nullable BarSpec interval,
    @Nullable Instant from,
    @Nullable Instant to,
    int limit) {

  public DataRequest {
    instruments = List.copyOf(instruments);
    types = List.copyOf(types);
    if (instruments.isEmpty() || instruments.size() > 200) {
      throw new IllegalArgumentException(
          "instruments must be 1 to 200, were " + instruments.size());
    }
    if (types.isEmpty() || types.size() > 20) {
      throw new IllegalArgumentException("types must be 1 to 20, were " + types.size());
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("from must lie before to, was " + from + " to " + to);
    }
    if (limit < 0) {
      throw new IllegalArgumentException("limit must be 0 or more, was " + limit);
    }
  }
}
