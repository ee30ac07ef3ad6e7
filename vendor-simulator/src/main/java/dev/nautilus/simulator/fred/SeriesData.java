package dev.nautilus.simulator.fred;

import dev.nautilus.simulator.random.Draws;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// The values of all series of one seed. Values are remembered as far as they were asked for; that
/// memory is guarded by this object's lock.
final class SeriesData {
  /// Provisional values are replaced after one month and once more after two.
  static final int REVISION_DAYS = 30;

  private static final int DAYS_PER_YEAR = 365;
  private static final double REVISION = 0.25;
  private static final Set<MonthDay> FIXED_HOLIDAYS =
      Set.of(MonthDay.of(1, 1), MonthDay.of(6, 19), MonthDay.of(7, 4), MonthDay.of(12, 25));

  private final Catalogue catalogue;
  private final Draws draws;
  private final Map<String, List<Point>> points = new HashMap<>();

  SeriesData(Catalogue catalogue, long seed) {
    this.catalogue = catalogue;
    this.draws = Draws.seeded(seed).of("fred");
  }

  /// One observation in its final form.
  ///
  /// @param value empty where nothing was observed: holidays, and the years before a series began
  /// @param step size of one period's typical step, of which revisions are a part
  record Point(LocalDate date, OptionalDouble value, double step) {}

  /// A value as it was known from one day to another.
  record Vintage(LocalDate date, OptionalDouble value, LocalDate from, LocalDate to) {}

  /// Everything that was first published by `day`, oldest first.
  synchronized List<Point> publishedBy(SeriesInfo info, LocalDate day) {
    List<Point> known = points.computeIfAbsent(info.id(), id -> new ArrayList<>());
    extend(info, known, day);
    int end = known.size();
    while (end > 0 && info.firstPublished(known.get(end - 1).date()).isAfter(day)) {
      end--;
    }
    return List.copyOf(known.subList(0, end));
  }

  /// The published forms of one observation, oldest first; the last has no end.
  List<Vintage> vintages(SeriesInfo info, Point point) {
    LocalDate first = info.firstPublished(point.date());
    if (!info.revised() || point.value().isEmpty()) {
      return List.of(new Vintage(point.date(), point.value(), first, LocalDate.MAX));
    }
    Draws own = draws.of(info.id()).of("revisions").of(point.date().toEpochDay());
    List<Vintage> vintages = new ArrayList<>();
    double exact = point.value().getAsDouble();
    for (int i = 0; i < 3; i++) {
      double error = i == 2 ? 0 : REVISION / (i + 1) * point.step() * own.gaussian(i);
      LocalDate from = first.plusDays((long) i * REVISION_DAYS);
      LocalDate to = i == 2 ? LocalDate.MAX : from.plusDays(REVISION_DAYS - 1);
      vintages.add(new Vintage(point.date(), OptionalDouble.of(exact + error), from, to));
    }
    return vintages;
  }

  private void extend(SeriesInfo info, List<Point> known, LocalDate day) {
    LocalDate next = known.isEmpty() ? first(info) : info.frequency().next(last(known));
    double deviation = 0;
    if (!known.isEmpty() && next.isAfter(day)) {
      return;
    }
    known.clear();
    next = first(info);
    // Years beyond the day, so that the list is not rebuilt at every step of the clock.
    LocalDate end = day.plusYears(5);
    for (long i = 0; !next.isAfter(end); i++) {
      deviation = (1 - info.pull()) * deviation + info.volatility() * step(info, i);
      known.add(point(info, next, deviation));
      next = info.frequency().next(next);
    }
  }

  private double step(SeriesInfo info, long index) {
    return draws.of(info.id()).gaussian(index);
  }

  private Point point(SeriesInfo info, LocalDate date, double deviation) {
    boolean missing = date.isBefore(info.start());
    missing |= info.frequency() == Frequency.DAILY && holiday(date);
    if (missing) {
      return new Point(date, OptionalDouble.empty(), 0);
    }
    if (info.model().equals("LEVEL")) {
      double value = bounce(info, info.base() + deviation);
      return new Point(date, OptionalDouble.of(value), info.volatility());
    }
    if (info.model().equals("GROWTH")) {
      double years = (date.toEpochDay() - info.start().toEpochDay()) / (double) DAYS_PER_YEAR;
      double value = info.base() * StrictMath.exp(info.trend() * years + deviation);
      value = bounce(info, value);
      return new Point(date, OptionalDouble.of(value), value * info.volatility());
    }
    return new Point(date, difference(info, date), 0);
  }

  /// Off the floor, instead of resting on it: a flat series would look like a fault.
  private static double bounce(SeriesInfo info, double value) {
    return info.floor() + Math.abs(value - info.floor());
  }

  private OptionalDouble difference(SeriesInfo info, LocalDate date) {
    int minus = info.model().indexOf('-');
    OptionalDouble left = valueOf(info.model().substring(0, minus), date);
    OptionalDouble right = valueOf(info.model().substring(minus + 1), date);
    return left.isPresent() && right.isPresent()
        ? OptionalDouble.of(left.getAsDouble() - right.getAsDouble())
        : OptionalDouble.empty();
  }

  /// Published values, so rounded: the difference of two series must be that of their prints.
  private OptionalDouble valueOf(String id, LocalDate date) {
    SeriesInfo info = catalogue.find(id).orElseThrow();
    List<Point> known = points.computeIfAbsent(id, key -> new ArrayList<>());
    extend(info, known, date);
    int index =
        Collections.binarySearch(
            known, new Point(date, OptionalDouble.empty(), 0), Comparator.comparing(Point::date));
    if (index < 0 || known.get(index).value().isEmpty()) {
      return OptionalDouble.empty();
    }
    double scale = Math.pow(10, info.decimals());
    return OptionalDouble.of(Math.round(known.get(index).value().getAsDouble() * scale) / scale);
  }

  private static LocalDate first(SeriesInfo info) {
    LocalDate first = info.start();
    for (int i = 0; i < info.missingBefore(); i++) {
      first = first.minusMonths(3);
    }
    return first;
  }

  private static LocalDate last(List<Point> known) {
    return known.getLast().date();
  }

  private static boolean holiday(LocalDate date) {
    return FIXED_HOLIDAYS.contains(MonthDay.from(date))
        || date.equals(nth(date, 1, 3, DayOfWeek.MONDAY))
        || date.equals(nth(date, 2, 3, DayOfWeek.MONDAY))
        || date.equals(nth(date, 5, -1, DayOfWeek.MONDAY))
        || date.equals(nth(date, 9, 1, DayOfWeek.MONDAY))
        || date.equals(nth(date, 11, 4, DayOfWeek.THURSDAY));
  }

  private static LocalDate nth(LocalDate date, int month, int ordinal, DayOfWeek day) {
    return LocalDate.of(date.getYear(), month, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(ordinal, day));
  }
}
