package dev.nautilus.hub.vendor.fred;

import dev.nautilus.message.Economic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a good answer of FRED turned out to be.
sealed interface FredDocument {

  /// Descriptions of series, without values.
  ///
  /// @param count how many FRED has, which may be more than it sent
  record SeriesList(List<Series> series, int count) implements FredDocument {
    public SeriesList {
      series = List.copyOf(series);
    }
  }

  /// A series as FRED describes it.
  ///
  /// @param frequency short form (`Q`)
  /// @param seasonalAdjustment short form (`SAAR`)
  record Series(
      String id,
      String title,
      String units,
      String frequency,
      String seasonalAdjustment,
      Optional<Instant> lastUpdated) {

    /// A series of which nothing but its name is known.
    static Series unknown(String id) {
      return new Series(id, "", "", "", "", Optional.empty());
    }
  }

  /// Values of one series, which the answer does not name.
  ///
  /// @param rows as sent
  /// @param count how many there are in all pages
  /// @param realtimeEnd day in St. Louis up to which they were the published ones
  record Observations(List<Economic.Observation> rows, int count, LocalDate realtimeEnd)
      implements FredDocument {
    public Observations {
      rows = List.copyOf(rows);
    }
  }

  /// Something about series that is no market datum.
  ///
  /// @param kind FRED's word for it (`categories`, `releases`, `tags` ...)
  /// @param rows how many
  record Metadata(String kind, int rows) implements FredDocument {}

  /// A name for a sentence.
  default String described() {
    return switch (this) {
      case SeriesList list -> list.series().size() + " series";
      case Observations observations -> observations.rows().size() + " observations";
      case Metadata metadata -> metadata.rows() + " " + metadata.kind();
    };
  }
}
