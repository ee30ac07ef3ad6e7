package dev.nautilus.simulator.fred;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/// What FRED knows about a series, and the numbers that shape its invented values.
///
/// @param missingBefore periods before `start` that are listed without a value
/// @param model `GROWTH` (a trend with wandering percentage deviations), `LEVEL` (wandering around
///   `base`) or two ids with a minus between them
/// @param trend growth a year, a fraction
/// @param volatility of one period's step, in units for `LEVEL`, a fraction for `GROWTH`
/// @param pull share of the deviation that each period takes back
/// @param lagDays from the end of the period to its publication
/// @param revised whether the first two published values are provisional
/// @param tags as `name:group`
record SeriesInfo(
    String id,
    String title,
    Frequency frequency,
    String units,
    String unitsShort,
    String adjustment,
    String adjustmentShort,
    LocalDate start,
    int missingBefore,
    int decimals,
    String model,
    double base,
    double trend,
    double volatility,
    double pull,
    double floor,
    int releaseId,
    int lagDays,
    boolean revised,
    int categoryId,
    int popularity,
    List<String> tags) {

  static SeriesInfo parse(List<String> cells) {
    return new SeriesInfo(
        cells.get(0),
        cells.get(1),
        Frequency.parse(cells.get(2)).orElseThrow(),
        cells.get(3),
        cells.get(4),
        cells.get(5),
        cells.get(6),
        LocalDate.parse(cells.get(7)),
        Integer.parseInt(cells.get(8)),
        Integer.parseInt(cells.get(9)),
        cells.get(10),
        Double.parseDouble(cells.get(11)),
        Double.parseDouble(cells.get(12)),
        Double.parseDouble(cells.get(13)),
        Double.parseDouble(cells.get(14)),
        Double.parseDouble(cells.get(15)),
        Integer.parseInt(cells.get(16)),
        Integer.parseInt(cells.get(17)),
        cells.get(18).equals("1"),
        Integer.parseInt(cells.get(19)),
        Integer.parseInt(cells.get(20)),
        Arrays.asList(cells.get(21).split(",")));
  }

  String notes() {
    return title + ". Simulated values; only the name, the units and the calendar are real.";
  }

  /// The day the world first reads about the period of this date.
  LocalDate firstPublished(LocalDate date) {
    LocalDate published = frequency.end(date).plusDays(lagDays);
    return switch (published.getDayOfWeek()) {
      case SATURDAY -> published.plusDays(2);
      case SUNDAY -> published.plusDays(1);
      default -> published;
    };
  }
}
