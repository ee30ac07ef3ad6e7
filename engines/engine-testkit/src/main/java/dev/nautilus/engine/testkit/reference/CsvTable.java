package dev.nautilus.engine.testkit.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// A comma-separated table with a header line, plain or gzipped. Cells are kept as text.
///
/// @param header column names, stripped of blanks
/// @param rows one array of stripped cells per line, as long as the header
public record CsvTable(List<String> header, List<List<String>> rows) {

  public CsvTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  static CsvTable read(Path path) throws IOException {
    try (InputStream file = Files.newInputStream(path);
        InputStream plain = path.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return parse(reader.lines().toList());
    }
  }

  static CsvTable parse(List<String> lines) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("table must have a header line, was empty");
    }
    List<String> header = cells(lines.getFirst().replace("\uFEFF", ""));
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (!line.isBlank()) {
        List<String> cells = new ArrayList<>(cells(line));
        while (cells.size() < header.size()) {
          cells.add("");
        }
        rows.add(List.copyOf(cells));
      }
    }
    return new CsvTable(header, rows);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  /// Position of the column of that name, whatever its case; -1 if there is none.
  public int column(String name) {
    List<String> lower = header.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    return lower.indexOf(name.toLowerCase(Locale.ROOT));
  }

  /// A column as numbers, `NaN` for empty cells.
  ///
  /// @throws IllegalArgumentException if the column is missing or a cell is no number
  public double[] numbers(String name) {
    int column = column(name);
    if (column < 0) {
      throw new IllegalArgumentException("table must have column " + name + ", has " + header);
    }
    double[] numbers = new double[rows.size()];
    Arrays.setAll(numbers, row -> number(rows.get(row).get(column)));
    return numbers;
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }
}
