package dev.nautilus.hub.vendor.fred;

import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.hub.vendor.fred.FredDocument.Observations;
import dev.nautilus.hub.vendor.fred.FredDocument.Series;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Economic.Observation;
import dev.nautilus.message.InstrumentId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// FRED's words as ours.
final class FredMapping {
  /// How an instrument says that it is FRED's.
  static final String PREFIX = "FRED:";

  private static final ZoneId ST_LOUIS = ZoneId.of("America/Chicago");

  private FredMapping() {}

  static InstrumentId instrument(String seriesId) {
    return InstrumentId.of(PREFIX + seriesId);
  }

  static String seriesId(InstrumentId instrument) {
    return instrument.value().substring(PREFIX.length());
  }

  /// A series without its values, as a search finds it.
  static Economic described(Series series, Receipt receipt) {
    return economic(series, List.of(), receipt, series.lastUpdated().orElse(receipt.receivedAt()));
  }

  /// A series with values. Its own update time is when FRED saw them; without one, the last day
  /// they are known to have been the published ones.
  static Economic joined(Series series, Observations values, Receipt receipt) {
    Instant published = values.realtimeEnd().atStartOfDay(ST_LOUIS).toInstant();
    Instant seen = published.isBefore(receipt.receivedAt()) ? published : receipt.receivedAt();
    return economic(series, values.rows(), receipt, series.lastUpdated().orElse(seen));
  }

  private static Economic economic(
      Series series, List<Observation> rows, Receipt receipt, Instant seen) {
    return new Economic(
        instrument(series.id()),
        series.title(),
        series.units(),
        series.frequency(),
        series.seasonalAdjustment(),
        rows,
        receipt.seenAt(seen));
  }
}
