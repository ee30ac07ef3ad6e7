package dev.nautilus.message;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// An economic series with (part of) its observations.
///
/// @param instrument the series, qualified by its source: `FRED:GDP`
/// @param title in the source's words; empty when not asked for
/// @param units in the source's words (`Billions of Dollars`); empty when unknown
/// @param frequency the source's short form (`D`, `W`, `M`, `Q`, `A`); empty when unknown
/// @param seasonalAdjustment the source's short form (`SAAR`, `NSA`); empty when unknown
/// @param observations ascending by date, then by `knownFrom`
public record Economic(
    InstrumentId instrument,
    String title,
    String units,
    String frequency,
    String seasonalAdjustment,
    List<Observation> observations,
    Provenance provenance)
    implements MarketDatum {

  /// One value of the series.
  ///
  /// @param date first day of the period it belongs to
  /// @param value missing when the source publishes a hole; never 0 for that
  /// @param knownFrom first day on which this value was the published one; null when unknown
  public record Observation(LocalDate date, OptionalDouble value, @Nullable LocalDate knownFrom) {
    public Observation {
      Guard.finite(value, "value");
    }
  }

  public Economic {
    observations = List.copyOf(observations);
  }

  @Override
  public Economic withProvenance(Provenance other) {
    return new Economic(
        instrument, title, units, frequency, seasonalAdjustment, observations, other);
  }
}
