package dev.nautilus.simulator.edgar;

import java.util.List;
import java.util.Locale;

/// A company or fund that files.
///
/// @param symbol as the market has it
/// @param annualForm `10-K` or `20-F`; empty for a fund, which files no figures
/// @param tickers all it is known by, the first one first
record Registrant(
    String symbol,
    long cik,
    String name,
    String sic,
    String sicDescription,
    String exchange,
    String state,
    String annualForm,
    String quarterlyForm,
    List<String> tickers) {

  static Registrant parse(List<String> cells) {
    return new Registrant(
        cells.get(0),
        Long.parseLong(cells.get(1)),
        cells.get(2),
        cells.get(3),
        cells.get(4),
        cells.get(5),
        cells.get(6),
        cells.get(7),
        cells.get(8),
        List.of(cells.get(9).split(",", -1)));
  }

  boolean files() {
    return !annualForm.isEmpty();
  }

  /// The padded form of files and of some answers.
  String paddedCik() {
    return String.format(Locale.ROOT, "%010d", cik);
  }
}
