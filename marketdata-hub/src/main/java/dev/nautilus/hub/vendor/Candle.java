package dev.nautilus.hub.vendor;

import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.InstrumentId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One row of a vendor's price history with its bounds.
///
/// @param start first instant; for a row that has a date, midnight UTC of that date
/// @param end first instant after it
/// @param volume 0 when the vendor says none
public record Candle(
    Instant start, Instant end, double open, double high, double low, double close, double volume) {

  /// The row, when all four prices are there and agree with each other: high and low must hold open
  /// and close between them. A row with a hole, or one that contradicts itself, is none.
  public static Optional<Candle> of(Instant start, Instant end, Prices prices) {
    if (prices.open.isEmpty()
        || prices.high.isEmpty()
        || prices.low.isEmpty()
        || prices.close.isEmpty()) {
      return Optional.empty();
    }
    Candle row =
        new Candle(
            start,
            end,
            prices.open.getAsDouble(),
            prices.high.getAsDouble(),
            prices.low.getAsDouble(),
            prices.close.getAsDouble(),
            prices.volume.orElse(0));
    return row.isSound() ? Optional.of(row) : Optional.empty();
  }

  /// What a vendor says about one interval; each may be missing.
  public record Prices(
      OptionalDouble open,
      OptionalDouble high,
      OptionalDouble low,
      OptionalDouble close,
      OptionalDouble volume) {}

  private boolean isSound() {
    return high >= Math.max(open, close) && low <= Math.min(open, close) && volume >= 0;
  }

  /// The same as a bar of this vendor's history. The vendor saw it when it ended; one that still
  /// runs, it sees now.
  public Bar bar(InstrumentId instrument, BarSpec spec, Receipt receipt) {
    boolean over = !receipt.receivedAt().isBefore(end);
    return new Bar(
        instrument,
        spec,
        start,
        open,
        high,
        low,
        close,
        volume,
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Bar.Origin.VENDOR,
        0,
        over,
        over ? receipt.seenAt(end) : receipt.seenNow());
  }

  /// The same row, known to have been cut while its interval still ran.
  public Candle runningPast(Instant received) {
    return new Candle(start, received.plusNanos(1), open, high, low, close, volume);
  }
}
