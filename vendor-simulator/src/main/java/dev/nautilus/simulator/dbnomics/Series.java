package dev.nautilus.simulator.dbnomics;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A series and how its values follow from the economy's.
///
/// @param frequency `daily`, `monthly`, `quarterly` or `annual`; a year's value is the mean of its
///   periods
/// @param statistic whose values it has
/// @param scale times which, and plus `shift`
/// @param listedFrom periods from here to the first value are listed without one
record Series(
    String provider,
    String dataset,
    String code,
    String name,
    String frequency,
    Map<String, String> dimensions,
    String statistic,
    double scale,
    double shift,
    int decimals,
    LocalDate listedFrom) {

  static Series parse(List<String> cells) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (String dimension : cells.get(5).split(",", -1)) {
      int equals = dimension.indexOf('=');
      dimensions.put(dimension.substring(0, equals), dimension.substring(equals + 1));
    }
    return new Series(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        cells.get(4),
        dimensions,
        cells.get(6),
        Double.parseDouble(cells.get(7)),
        Double.parseDouble(cells.get(8)),
        Integer.parseInt(cells.get(9)),
        LocalDate.parse(cells.get(10)));
  }

  String id() {
    return provider + "/" + dataset + "/" + code;
  }

  boolean isIn(Dataset of) {
    return of.is(provider, dataset);
  }

  /// Whether a mask stands for it, among others: parts between full stops, each empty for anything
  /// or alternatives joined by plus signs.
  boolean matches(String mask) {
    String[] wanted = mask.split("\\.", -1);
    String[] parts = code.split("\\.", -1);
    if (wanted.length != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!wanted[i].isEmpty() && !List.of(wanted[i].split("\\+", -1)).contains(parts[i])) {
        return false;
      }
    }
    return true;
  }

  /// How a period that begins on this day is written.
  String period(LocalDate start) {
    return switch (frequency) {
      case "annual" -> Integer.toString(start.getYear());
      case "quarterly" -> start.getYear() + "-Q" + ((start.getMonthValue() + 2) / 3);
      case "monthly" -> start.toString().substring(0, 7);
      default -> start.toString();
    };
  }

  /// The period before, for those that are listed without a value.
  LocalDate before(LocalDate start) {
    return switch (frequency) {
      case "annual" -> start.minusYears(1);
      case "quarterly" -> start.minusMonths(3);
      case "monthly" -> start.minusMonths(1);
      default -> start.minusDays(1);
    };
  }
}
