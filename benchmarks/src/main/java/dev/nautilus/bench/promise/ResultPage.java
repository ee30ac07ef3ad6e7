package dev.nautilus.bench.promise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables of a report, by the heading that they stand under.
///
/// @param rows in the order of the report
record ResultPage(List<Row> rows) {
  ResultPage {
    rows = List.copyOf(rows);
  }

  /// One row.
  ///
  /// @param heading the last one above
  /// @param name what stands in the first column
  /// @param cells by the name of their column
  record Row(String heading, String name, Map<String, String> cells) {}

  /// @param markdown tables with `|` at both ends of each line
  static ResultPage of(String markdown) {
    List<Row> rows = new ArrayList<>();
    List<String> columns = List.of();
    String heading = "";
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("#")) {
        heading = line.replaceFirst("#+ ", "");
      }
      if (!line.startsWith("|")) {
        columns = List.of();
      } else if (columns.isEmpty()) {
        columns = cells(line);
      } else if (!line.startsWith("|---")) {
        rows.add(row(heading, columns, cells(line)));
      }
    }
    return new ResultPage(rows);
  }

  private static Row row(String heading, List<String> columns, List<String> cells) {
    Map<String, String> byColumn = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
      byColumn.put(columns.get(i), cells.get(i));
    }
    return new Row(heading, cells.getFirst(), byColumn);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    String inner = line.strip();
    for (String cell : inner.substring(1, inner.length() - 1).split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  /// What a column says in the first row whose heading and name begin so; empty when there is no
  /// such row, or nothing but a dash in it.
  Optional<String> find(String heading, String name, String column) {
    return rows.stream()
        .filter(row -> row.heading().startsWith(heading) && row.name().startsWith(name))
        .map(row -> row.cells().getOrDefault(column, ""))
        .filter(cell -> !cell.isEmpty() && !cell.equals("-"))
        .findFirst();
  }
}
