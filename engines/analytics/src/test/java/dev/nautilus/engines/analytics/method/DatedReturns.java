package dev.nautilus.engines.analytics.method;

import dev.nautilus.engine.testkit.reference.Numbers;
import dev.nautilus.engine.testkit.reference.ReferenceCase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A series as the case files write it.
@SuppressWarnings("ArrayRecordComponent") // numbers for arithmetic, never compared
record DatedReturns(List<LocalDate> dates, double[] values) {

  /// One series, or one for each column.
  static List<DatedReturns> read(ReferenceCase reference, String name) {
    String series = reference.input().path(name).path("series").asString();
    JsonNode node = reference.meta().path("series").path(series);
    if (node.isMissingNode()) {
      throw new IllegalArgumentException("no series '" + series + "'");
    }
    List<LocalDate> dates = new ArrayList<>();
    node.path("dates")
        .forEach(date -> dates.add(LocalDate.parse(date.asString().substring(0, 10))));
    List<DatedReturns> all = new ArrayList<>();
    if (node.has("columns")) {
      node.path("columns")
          .forEach(column -> all.add(new DatedReturns(dates, Numbers.array(column))));
    } else {
      all.add(new DatedReturns(dates, Numbers.array(node.path("values"))));
    }
    return all;
  }

  /// Both over the dates of either, `NaN` where one has no value.
  static DatedReturns[] aligned(DatedReturns one, DatedReturns other) {
    TreeMap<LocalDate, double[]> rows = new TreeMap<>();
    place(one, 0, rows);
    place(other, 1, rows);
    List<LocalDate> dates = List.copyOf(rows.keySet());
    return new DatedReturns[] {
      new DatedReturns(dates, rows.values().stream().mapToDouble(row -> row[0]).toArray()),
      new DatedReturns(dates, rows.values().stream().mapToDouble(row -> row[1]).toArray())
    };
  }

  private static void place(DatedReturns series, int column, TreeMap<LocalDate, double[]> rows) {
    for (int i = 0; i < series.values.length; i++) {
      rows.computeIfAbsent(series.dates.get(i), _ -> new double[] {Double.NaN, Double.NaN})[
              column] =
          series.values[i];
    }
  }
}
