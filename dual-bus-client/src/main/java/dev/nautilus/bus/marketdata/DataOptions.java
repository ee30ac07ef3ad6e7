package dev.nautilus.bus.marketdata;

import dev.nautilus.message.BarSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a question may say beyond symbols and types.
///
/// @param interval how bars are cut; null where no bars are asked for (the hub then takes `1d`)
/// @param from first instant wanted (inclusive); null for the source's default
/// @param to end of the range (exclusive); null for now
/// @param limit most rows per symbol and type, the newest ones; 0 for the hub's default
public record DataOptions(
    @Nullable BarSpec interval, @Nullable Instant from, @Nullable Instant to, int limit) {

  /// The newest values.
  public static final DataOptions NEWEST = new DataOptions(null, null, null, 0);

  public DataOptions {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("from must lie before to, was " + from + " to " + to);
    }
    if (limit < 0) {
      throw new IllegalArgumentException("limit must be 0 or more, was " + limit);
    }
  }

  /// The same for bars of this interval.
  public DataOptions every(BarSpec spec) {
    return new DataOptions(spec, from, to, limit);
  }

  /// The same for a range.
  public DataOptions between(@Nullable Instant first, @Nullable Instant end) {
    return new DataOptions(interval, first, end, limit);
  }

  /// The same for at most so many rows.
  public DataOptions atMost(int rows) {
    return new DataOptions(interval, from, to, rows);
  }
}
