package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.JsonBody;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// One figure as one filing reported it.
///
/// @param unit as filed: `USD`, `shares`, `USD/shares`, `pure`
/// @param end last day of its period, or the day it was true
/// @param start first day of its period; empty for an instant
/// @param filed when the filing was made
/// @param accession the filing's number
record Fact(
    String taxonomy,
    String concept,
    String unit,
    FactPeriod period,
    LocalDate end,
    String start,
    double value,
    LocalDate filed,
    String accession,
    String form) {

  /// The later filing is the one that holds; of two on a day, the one numbered later.
  static final Comparator<Fact> BY_FILING =
      Comparator.comparing(Fact::filed).thenComparing(Fact::accession);

  /// Which figure it is, whoever reported it when.
  record Identity(String taxonomy, String concept, String unit, FactPeriod period, LocalDate end) {}

  Identity identity() {
    return new Identity(taxonomy, concept, unit, period, end);
  }

  /// A row of a `units` list; empty when it has no number, no end or no date of filing.
  static Optional<Fact> read(String taxonomy, String concept, String unit, JsonNode row) {
    OptionalDouble value = JsonBody.number(row.path("val"));
    Optional<LocalDate> end = JsonBody.date(row.path("end"));
    Optional<LocalDate> filed = JsonBody.date(row.path("filed"));
    Optional<LocalDate> start = JsonBody.date(row.path("start"));
    boolean backwards = start.isPresent() && end.isPresent() && start.get().isAfter(end.get());
    if (value.isEmpty() || end.isEmpty() || filed.isEmpty() || backwards) {
      return Optional.empty();
    }
    return Optional.of(
        new Fact(
            taxonomy,
            concept,
            unit,
            FactPeriod.of(start.orElse(null), end.get()),
            end.get(),
            start.map(LocalDate::toString).orElse(""),
            value.getAsDouble(),
            filed.get(),
            JsonBody.text(row.path("accn")).orElse(""),
            JsonBody.text(row.path("form")).orElse("")));
  }
}
