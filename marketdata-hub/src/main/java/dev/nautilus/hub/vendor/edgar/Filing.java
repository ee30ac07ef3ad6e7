package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.JsonBody;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One filing, as the submissions list it.
///
/// @param accession its number (`0000320193-26-000006`)
/// @param form `10-K`, `8-K`, `4` ...
/// @param accepted time stamp as sent; see [AcceptanceTime]
/// @param reported the period or event it is about; empty when none is stated
/// @param items numbers of an 8-K's items; empty for others
/// @param document name of the main file; empty when there is none
/// @param description of the main file
record Filing(
    String accession,
    String form,
    LocalDate filed,
    String accepted,
    String reported,
    String items,
    String document,
    String description) {
  private static final List<String> COLUMNS =
      List.of(
          "accessionNumber",
          "filingDate",
          "acceptanceDateTime",
          "form",
          "reportDate",
          "items",
          "primaryDocument",
          "primaryDocDescription");

  /// The rows of parallel columns; empty when the columns differ in length, for then nobody knows
  /// what belongs together.
  static Optional<List<Filing>> table(JsonNode columns) {
    int rows = columns.path("accessionNumber").size();
    if (COLUMNS.stream().anyMatch(name -> columns.path(name).size() != rows)) {
      return Optional.empty();
    }
    List<Filing> filings = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      read(columns, row).ifPresent(filings::add);
    }
    return filings.isEmpty() && rows > 0 ? Optional.empty() : Optional.of(filings);
  }

  private static Optional<Filing> read(JsonNode columns, int row) {
    String accession = cell(columns, "accessionNumber", row);
    String form = cell(columns, "form", row);
    Optional<LocalDate> filed = JsonBody.date(columns.path("filingDate").path(row));
    return accession.isEmpty() || form.isEmpty() || filed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Filing(
                accession,
                form,
                filed.get(),
                cell(columns, "acceptanceDateTime", row),
                cell(columns, "reportDate", row),
                cell(columns, "items", row),
                cell(columns, "primaryDocument", row),
                cell(columns, "primaryDocDescription", row)));
  }

  private static String cell(JsonNode columns, String name, int row) {
    return JsonBody.text(columns.path(name).path(row)).orElse("");
  }

  /// What it is, for a headline after the company's name.
  String title() {
    StringBuilder title = new StringBuilder(form);
    boolean tells = !description.isEmpty() && !description.equalsIgnoreCase(form);
    if (tells && !description.equalsIgnoreCase("FORM " + form)) {
      title.append(", ").append(description);
    }
    if (!items.isEmpty()) {
      title.append(", items ").append(items.replace(",", ", "));
    }
    if (!reported.isEmpty()) {
      title.append(", for ").append(reported);
    }
    return title.toString();
  }
}
