package dev.nautilus.simulator.company;

/// What is known about the issuer of a share or fund.
///
/// @param sector empty for funds
/// @param industry empty for funds
/// @param reportingCurrency of the statements, which may differ from the quotation's
/// @param shares outstanding today; kept constant
/// @param revenue2024 of the calendar year 2024; 0 for funds
/// @param growth of revenue a year, a fraction
/// @param quarterlyDividend a share in the quotation currency, in 2024; 0 for none
/// @param payMonth 0, 1 or 2: in which month of a quarter it goes ex-dividend
public record Company(
    String symbol,
    String sector,
    String industry,
    String country,
    String reportingCurrency,
    int employees,
    long shares,
    double revenue2024,
    double grossMargin,
    double operatingMargin,
    double netMargin,
    double growth,
    double quarterlyDividend,
    int payMonth) {

  public boolean reports() {
    return revenue2024 > 0;
  }

  public boolean paysDividends() {
    return quarterlyDividend > 0;
  }

  static Company parse(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 14) {
      throw new IllegalArgumentException("must have 14 cells, had " + cells.length + ": " + line);
    }
    return new Company(
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        cells[4],
        Integer.parseInt(cells[5]),
        Long.parseLong(cells[6]),
        Double.parseDouble(cells[7]),
        Double.parseDouble(cells[8]),
        Double.parseDouble(cells[9]),
        Double.parseDouble(cells[10]),
        Double.parseDouble(cells[11]),
        Double.parseDouble(cells[12]),
        Integer.parseInt(cells[13]));
  }
}
